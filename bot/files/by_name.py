"""Names under which a double click runs something, whatever the content seems to be: many formats can be two things at once."""

from bot.documents.model import Refusal, Refused
from bot.documents.names import extension

_REFUSED = {
    Refusal.PROGRAM: (
        "exe com scr pif msi msp mst msix appx dll cpl sys ocx drv jar war apk aab ipa app dmg pkg deb rpm run "
        "bat cmd ps1 psm1 ps1xml vb vbs vbe js jse mjs ws wsf wsc wsh hta msc sh bash zsh ksh csh command py pyw pyc pl rb "
        "php phtml asp aspx jsp cgi reg inf scf lnk url website desktop applescript scpt workflow action lua tcl au3 ahk "
        "sct jnlp gadget chm hlp iso img vhd vhdx udf library-ms settingcontent-ms search-ms diagcab xll wll"
    ),
    Refusal.WEB_PAGE: "html htm xhtml xht shtml mht mhtml svg svgz xsl xslt",
    Refusal.MACROS: "docm dotm xlsm xltm xlam xlsb xla pptm potm ppsm ppam sldm accdb accde mdb mde slk iqy one onetoc2",
}
_REASONS = {name: reason for reason, names in _REFUSED.items() for name in names.split()}


def check(name: str) -> None:
    """Raises Refused."""
    reason = _REASONS.get(extension(name))
    if reason is not None:
        raise Refused(reason)
