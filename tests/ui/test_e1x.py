from PySide6.QtCore import Qt
from PySide6.QtWidgets import *
from PySide6.QtTest import QTest
from hrdesk.domain.training import Presence
from hrdesk.services import training
from tests.services.book import appointed, enrolled, hire, hold
import sys
def fill(desk):
    t=hire(desk,"王小明",employee_no="A1"); o=hire(desk,"李小華")
    appointed(desk,t); c=hold(desk); enrolled(desk,c,t); r=enrolled(desk,c,o)
    training.attend(desk,c.id,o.id,training.spread(c,Presence.LEAVE,leave_kind="病假"))
def name(w):
    return f"{type(w).__name__}:{w.accessibleName() or getattr(w,'text',lambda:'')() if not isinstance(w,(QPlainTextEdit,)) else w.accessibleName()}"
def test_x(window,driver):
    driver.ask(fill)
    window.activateWindow()
    from hrdesk.ui import commands
    for n,place in enumerate(window.places,1):
        k = Qt.Key(Qt.Key.Key_0+n%10) if n<=10 else Qt.Key(Qt.Key.Key_0+n-10)
        QTest.keyClick(QApplication.focusWidget() or window,k,Qt.KeyboardModifier.ControlModifier if n<=10 else Qt.KeyboardModifier.AltModifier)
        driver.settle()
        f=QApplication.focusWidget()
        print("PAGE",place,window.page.name, "focus:",f and name(f), f and window.page.isAncestorOf(f), file=sys.__stderr__)
        seen=[]
        for _ in range(300):
            QTest.keyClick(QApplication.focusWidget() or window,Qt.Key.Key_Tab)
            f=QApplication.focusWidget()
            if f is None: print("NONE",file=sys.__stderr__); break
            if f in seen:
                print("  back at", name(f), seen.index(f), file=sys.__stderr__); break
            seen.append(f)
        inside=[w for w in seen if window.page.isAncestorOf(w)]
        want=[w for w in window.page.findChildren(QWidget) if w.isVisible() and w.isEnabled() and w.focusPolicy()&Qt.FocusPolicy.TabFocus and w.focusProxy() is None]
        print("  visited",len(seen),"inside",len(inside),"want",len(want), "missing",[name(w) for w in want if w not in inside], file=sys.__stderr__)
        print("   order",[name(w) for w in inside][:40], file=sys.__stderr__)
        print("   out",[name(w) for w in seen if w not in inside][:40], file=sys.__stderr__)
