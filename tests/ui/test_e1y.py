from PySide6.QtCore import QObject, QEvent
from PySide6.QtWidgets import *
import sys, traceback
class F(QObject):
    def eventFilter(self,o,e):
        if e.type() in (QEvent.Type.Show,) and isinstance(o,QWidget) and o.isWindow():
            print("SHOW", type(o).__name__, o.accessibleName(), [type(c).__name__ for c in o.findChildren(QWidget)][:5], file=sys.__stderr__)
            print("   ", [(f.filename[-40:],f.lineno) for f in traceback.extract_stack()][-3:-1],file=sys.__stderr__)
        return False
def test_y(window,driver,qapp):
    f=F(); qapp.installEventFilter(f)
    for name in window.places:
        print("==",name,file=sys.__stderr__)
        window.show_page(name); driver.settle()
        print("active",QApplication.activeWindow(),file=sys.__stderr__)
    qapp.removeEventFilter(f)
