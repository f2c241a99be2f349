"""What every service needs: the desk, its turn, the words, and paper that is written whole."""
