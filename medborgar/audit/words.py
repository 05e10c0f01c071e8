"""What was done, in the words of those who read the log."""

from flask_babel import lazy_gettext as _l

from medborgar.audit.models import Event

DEEDS = {
    Event.PROFILE_LOAD: _l("Läste in kommunens profil"),
    Event.ACCOUNT_CREATE: _l("Lade upp ett konto"),
    Event.ACCOUNT_ASSIGN: _l("Gav ett uppdrag"),
    Event.ACCOUNT_DISABLE: _l("Stängde av ett konto"),
    Event.LOGIN: _l("Loggade in"),
    Event.LOGIN_FAILED: _l("Misslyckades att logga in"),
    Event.LOGOUT: _l("Loggade ut"),
    Event.PASSWORD_CHANGE: _l("Bytte lösenord"),
    Event.STEP_UP: _l("Bekräftade med lösenordet"),
    Event.CONTRIBUTION_REGISTER: _l("Registrerade ett svar"),
    Event.CONTRIBUTION_OPEN: _l("Öppnade och läste ett svar"),
    Event.CONTRIBUTION_DISCLOSE: _l("Läste ett svar för att lämna ut det"),
    Event.REVIEW_SAVE: _l("Sparade en granskning"),
    Event.MESSAGE_SEND: _l("Skrev till den som skickat"),
    Event.PLACE_SAVE: _l("Sparade en plats"),
    Event.PICTURE_OPEN: _l("Påbörjade en lägesbild"),
    Event.PICTURE_SAVE: _l("Sparade text i lägesbilden"),
    Event.PICTURE_SHARE: _l("Delade sin lägesbild"),
    Event.PICTURE_ESTABLISH: _l("Fastställde lägesbilden"),
    Event.PROBLEM_SAVE: _l("Sparade ett problem"),
    Event.INDICATOR_SAVE: _l("Sparade ett mätetal"),
    Event.READING_SAVE: _l("Sparade ett mätvärde"),
    Event.READING_REMOVE: _l("Tog bort ett mätvärde"),
    Event.READINGS_IMPORT: _l("Läste in mätvärden från en fil"),
    Event.DECISION_CREATE: _l("Påbörjade ett beslut"),
    Event.DECISION_SAVE: _l("Sparade i ett beslut"),
    Event.DECISION_PROPOSE: _l("Lade fram löftet"),
    Event.DECISION_APPROVE: _l("Godkände löftet"),
    Event.DECISION_REGISTER_APPROVAL: _l("Registrerade ett godkännande från papper"),
    Event.DECISION_SEND_BACK: _l("Skickade tillbaka löftet"),
    Event.DECISION_CONFIRM_EDITORIAL: _l("Bekräftade en rättelse"),
    Event.FOLLOWUP_SAVE: _l("Följde upp ett åtagande"),
    Event.PUBLISH: _l("Publicerade"),
}
