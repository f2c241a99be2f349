"""人員名冊: who works here, a person's card, editing, importing a roster."""
