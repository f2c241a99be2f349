"""自我檢核（附表5）: who of the year has got how far, and the form beside what the book holds."""
