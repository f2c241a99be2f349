"""The numbers and names that every package keeps to; a package beyond them is refused before it is read."""

KIB = 1024
MIB = 1024 * KIB

FORMAT = (1, 2)  # the newest version of the package format that this program writes and reads
PACKAGE = 2048 * MIB  # the outer file, and so everything in it
MEMBERS = 20_000
HEADER = 256 * KIB
TABLE = 64 * MIB
FORM = 64 * MIB  # read into memory, as tables are; only attachments are not
RULE = 1 * MIB  # each file of a rules package
RULE_DOTS = 5_000  # in a rule file that is TOML: a second's reading at worst
RULE_FILES = 64  # of one rules package; all are held in memory
LINE = 256 * KIB
LISTING = 16 * MIB  # the manifest and SHA256SUMS: 20,000 lines of at most some 400 bytes
SIGNATURE = 16 * KIB
CERTIFICATE = 64 * KIB  # each file of trust/; a list of revoked certificates holds some 1,500 entries
REGISTRATION = 1 * MIB  # a registration file as a whole
AGE_HEADER = 16 * KIB  # the reader's time grows with the square of the header
NAME = 200  # characters of a member's name
CHUNK = 64 * KIB
IN_MEMORY = 16 * MIB  # a smaller package is never on disk in the clear
INTEGER = 2**53 - 1  # the largest integer that every JSON reader keeps
