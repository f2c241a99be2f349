"""The open workspace: what is written into it, undo, and who may open it; what is read of it stands in `readable`."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from hrdesk.domain.acts import Act
from hrdesk.domain.record import Record
from hrdesk.domain.values import Changes, Key
from hrdesk.errors import Fault, InputError, StoreError
from hrdesk.store import attempts, audit, overtaken, steps, unsaved
from hrdesk.store.backup import write_backup
from hrdesk.store.backup_file import BackupSummary
from hrdesk.store.check import CheckResult
from hrdesk.store.entry import Image, Touch, changes_of
from hrdesk.store.faults import translated
from hrdesk.store.key_copies import Change, Proof, next_generation
from hrdesk.store.key_file import MAX_SLOTS, RECOVERY, belongs
from hrdesk.store.owed import STUCK, Noted, may_wait
from hrdesk.store.readable import Opened, ReadableStore
from hrdesk.store.steps import Side, Step
from hrdesk.store.transaction import Transaction
from hrdesk.store.unsaved import Unsaved


class Store(ReadableStore):
    """One workspace, open in one program on one thread; made by `hrdesk.store.workspace_file`.

    Reads inside a `write` or `turn` block see its own writes. Every method raises StoreError and nothing else of the libraries below.
    """

    def __init__(self, opened: Opened, who: str, now: Callable[[], datetime]) -> None:
        """Serve what was opened to `who`; `now` gives aware UTC for the log."""
        super().__init__(opened, who)
        self._now = now
        self._owed: list[Noted] = []
        self.stuck: Fault | None = None  # why the newest attempt to write failed, where the disk took nothing
        self.guard: Callable[[Act, Mapping[str, str | int]], None] | None = None  # raises where whoever is at the desk may not do an act on records

    @property
    def who(self) -> str:
        """Return whose name stands in the log."""
        return self._who

    @who.setter
    def who(self, name: str) -> None:
        self._who = name
        if self._home.standing is not None:
            self._home.standing.introduce(name)

    @property
    def scratch(self) -> Path:
        """Return the folder for this program's temporary files: nobody else uses it while the store is open."""
        return self.folder / self._home.scratch

    def write(self, act: Act, **facts: str | int) -> AbstractContextManager[Transaction]:
        """Open one recorded transaction: acknowledged once the block has ended, rolled back by whatever leaves it early.

        A block that changed nothing leaves no entry, unless the act is a final one. Raise StoreError (STORE_FULL, WRITE_FAILED …) from its end.
        """
        return self._write(act, facts)

    @contextmanager
    def _write(self, act: Act, facts: Mapping[str, str | int]) -> Iterator[Transaction]:
        if self.guard is not None:
            self.guard(act, facts)
        with self._mindful(), self._session.act() as connection:
            tx = Transaction(connection, self._home.vault)
            yield tx
            images = tx.images()
            if images or not tx.records_only or not act.undoable:
                seq = self._append(connection, Noted(act, facts, images, self._now()))
                tx.changes = changes_of(seq, act, images)
                with translated():
                    self._step(connection, act, seq if images else None)

    def _step(self, connection: Connection, act: Act, seq: int | None) -> None:
        """Make an entry the next to be undone. What left the office ends everybody's undo; an act of one person ends that person's redo."""
        if act.ends_undo:
            steps.clear(connection, Side.REDO, Side.UNDO)
        elif act.undoable:
            steps.clear(connection, Side.REDO, who=self._walker)
            if seq is not None:
                steps.push(connection, Side.UNDO, seq, seq)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Hold the writer's place for the block: nobody else writes between what is read in it and what is written; all of it is kept or nothing.

        A turn inside a turn is part of it.
        """
        with self._mindful(), self._session.turn():
            yield

    def note(self, act: Act, keys: Sequence[Key] = (), **facts: str | int) -> None:
        """Log a look, a print or an export of these records; undo and redo stay as they are.

        Where the disk takes nothing, a look at masked data is remembered (`owed`) and written with the next entry that can be.
        """
        alone = self._session.writing is None  # a turn might still be taken back with what was owed
        look = Noted(act, facts, tuple(Image(key.kind, key.id, Touch.SEEN) for key in keys), self._now())
        due = (*self._owed, look) if alone else (look,)
        try:
            with self._mindful(), self._session.act() as connection:
                for one in due:
                    self._append(connection, one)
        except StoreError as error:
            if error.fault not in STUCK or not alone or not may_wait(act, facts):
                raise
            self._owed.append(look)
        else:
            del self._owed[: len(due) - 1]

    def settle(self) -> None:
        """Try once more to write, what is owed first; raise StoreError as before where the disk still takes nothing."""
        due = tuple(self._owed)
        with self._mindful(), self._session.act() as connection, translated():
            for one in due:
                self._append(connection, one)
            unsaved.keep(connection, self._who, Unsaved("", "", {}, self._now()))  # something has to be written to know that it can be
            unsaved.forget(connection, self._who, "", "")
        del self._owed[: len(due)]

    @property
    def owed(self) -> int:
        """Return how many looks wait for room on the disk; they are lost where the program ends before there is any."""
        return len(self._owed)

    @contextmanager
    def _mindful(self) -> Iterator[None]:
        """Remember why the disk took nothing, until it takes something again; a part of a turn says nothing of that yet."""
        if self._session.writing is not None:
            yield
            return
        try:
            self._home.require_present()
            yield
        except StoreError as error:
            self.stuck = error.fault if error.fault in STUCK else self.stuck
            raise
        self.stuck = None

    def undo(self) -> Changes:
        """Take the latest undoable entry back; raise StoreError (NOTHING_TO_UNDO)."""
        return self._reverse(Act.UNDO, Side.UNDO, Side.REDO, Fault.NOTHING_TO_UNDO)

    def redo(self) -> Changes:
        """Repeat what was last taken back; raise StoreError (NOTHING_TO_REDO)."""
        return self._reverse(Act.REDO, Side.REDO, Side.UNDO, Fault.NOTHING_TO_REDO)

    def keep_unsaved(self, editor: str, key: str, texts: Mapping[str, str], *, aside: bool = False) -> None:
        """Keep what this person is typing, in the place of what was kept before, or beside it (`aside`); log, undo and redo stay as they are."""
        with self._mindful(), self._session.act() as connection, translated():
            if aside:
                unsaved.put_aside(connection, self._who, editor, key)
            unsaved.keep(connection, self._who, Unsaved(editor, key, texts, self._now()))

    def unsaved(self) -> tuple[Unsaved, ...]:
        """Return what this person was typing, by editor and key."""
        with self._session.reading() as connection, translated():
            return unsaved.kept_for(connection, self._who)

    def forget_unsaved(self, editor: str, key: str) -> None:
        """Forget what this person was typing there; nothing kept is no error."""
        with self._mindful(), self._session.act() as connection, translated():
            unsaved.forget(connection, self._who, editor, key)

    def backup(self, target: Path) -> BackupSummary:
        """Write a verified backup to a new file and log it; raise StoreError (TARGET_EXISTS, STORE_FULL, WRITE_FAILED, BACKUP_DAMAGED)."""
        summary = write_backup(self._home, self._opened.data_key, target, self._now())
        self.note(Act.BACKUP, sha256=summary.sha256, size=summary.size)
        return summary

    def check(self) -> tuple[CheckResult, ...]:
        """Check pages, structure, records, attachments, log and key file; every finding apart, nothing is changed."""
        return self._home.check(self._opened.data_key)

    @property
    def opened_with_recovery(self) -> bool:
        """Tell whether the recovery code opened the workspace, which is nobody's."""
        return self._opened.slot.role == RECOVERY

    def opened_by(self, name: str) -> bool:
        """Tell whether the passphrase that opened the workspace is this person's; any name may be typed with it."""
        return belongs(self._opened.slot, name)

    def prove(self, proof: Proof) -> None:
        """Make sure that somebody at the open workspace knows a passphrase of it; raise StoreError (WRONG_PASSPHRASE, STORE_LOCKED …) otherwise."""
        attempts.proved(self.folder, self._home.keys(), proof, self._now(), self._opened.data_key)

    def change_keys(self, proof: Proof, change: Change, *, put: Sequence[Record] = (), gone: Sequence[Record] = ()) -> None:
        """Write the key file with what `change` makes of its slots and log it; the workspace stays open and its data key the same.

        `put` is written before the key file and `gone` deleted after it, so that at no moment there is a way in without its records. Raise StoreError
        (WRONG_PASSPHRASE, STORE_LOCKED, RECOVERY_CODE, KEY_FILE_DAMAGED, WRITE_FAILED …), InputError (INVALID) for more people than a key file holds,
        and what `change` raises; nothing is changed then.
        """
        keys = self._home.keys()
        data_key = self._opened.data_key
        slots = change(keys, data_key, attempts.proved(self.folder, keys, proof, self._now(), data_key))
        if len(slots) > MAX_SLOTS:
            raise InputError(Fault.INVALID, what="可開啟工作區的人", reason=f"連同復原碼至多 {MAX_SLOTS} 組密碼")
        with self.turn() if self.shared else nullcontext():  # on a server the records and the key file are one transaction
            if put:
                with self.write(Act.ADMIT) as tx:
                    tx.put_all(put)
            self._home.replace_keys(self._session.writing, keys, next_generation(keys, slots, data_key))
            self.note(Act.CHANGE_KEY)
            if gone:
                with self.write(Act.ADMIT) as tx:
                    tx.delete_all(gone)

    def present(self) -> tuple[str, ...]:
        """Return the name of everyone else who has the store open, once for each program."""
        return () if self._home.standing is None else self._home.standing.present()

    def begin_editing(self, key: Key) -> str | None:
        """Return None where the record is now held for editing here, else the name of whoever holds it."""
        return None if self._home.standing is None else self._home.standing.begin(key)

    def end_editing(self, key: Key) -> None:
        """Let go of a record held for editing."""
        if self._home.standing is not None:
            self._home.standing.end(key)

    def close(self) -> None:
        """Close the workspace and let the next program in; a second call does nothing."""
        self._home.close()

    def _append(self, connection: Connection, noted: Noted, reverts: int | None = None) -> int:
        with translated():
            seq = audit.append(connection, self._audit_key, self._who, noted, reverts)
        self._home.appended(connection, seq)
        self._session.appended(seq)
        return seq

    def _reverse(self, act: Act, side: Side, other: Side, nothing: Fault) -> Changes:
        with self._mindful(), self._session.act() as connection, translated():
            step = steps.top(connection, side, self._walker)
            if step is None:
                raise StoreError(nothing)
            tx = Transaction(connection, self._home.vault)
            taken = audit.images_of(connection, [step.seq])[step.seq]
            if self.shared:
                overtaken.require_untouched(connection, step.seq, taken)
            tx.take_back(taken)
            images = tx.images()
            seq = self._append(connection, Noted(act, {}, images, self._now()), step.seq)
            self._move(connection, step, other, seq)
            return changes_of(seq, act, images)

    @staticmethod
    def _move(connection: Connection, step: Step, side: Side, seq: int) -> None:
        steps.drop(connection, step)
        steps.push(connection, side, seq, step.origin)
