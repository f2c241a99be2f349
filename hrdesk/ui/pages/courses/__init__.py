"""課程與班期: the catalogue (研習計畫 參), the courses of a year, who goes, who came, and what is printed for a class."""
