"""課程與班期, part by part."""
