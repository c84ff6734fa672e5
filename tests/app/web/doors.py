"""Who may enter each endpoint; what is not written here fails the access matrix."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from app.access import Permission


class Who(Enum):
    """Those for whom no permission is asked."""

    ANYONE = auto()
    SIGNED_IN = auto()
    WITH_KEY = auto()
    WITH_TICKET_KEY = auto()
    WITH_VISIT_KEY = auto()


@dataclass(frozen=True)
class Door:
    """Who may enter, and what GET answers them in their own agency."""

    needs: Permission | Who
    answers: int = 200


ORGANISATION = Door(Permission.EDIT_ORGANISATION)
IMPORT = Door(Permission.IMPORT_ANSWERS)
# No file was sent under the token that is tried, not even by who may send one.
SENT_FILE = Door(Permission.IMPORT_ANSWERS, answers=404)
PEOPLE = Door(Permission.EDIT_PEOPLE)
# No comment has the key that is tried.
COMMENT = Door(Permission.EDIT_ORGANISATION, answers=404)
POSTER = Door(Permission.PRINT_POSTERS)
TICKETS = Door(Permission.ISSUE_TICKETS)
SCORES = Door(Permission.SEE_SCORES)
ANYONE, KEY, SIGNED_IN = Door(Who.ANYONE), Door(Who.WITH_KEY), Door(Who.SIGNED_IN)

DOORS = {
    "account.change_password": SIGNED_IN,
    "account.show_account": SIGNED_IN,
    "account.sign_out": SIGNED_IN,
    "admin.activate_person": PEOPLE,
    # Only who holds the whole system may add an agency; no role within one reaches so far.
    "admin.add_agency": Door(Permission.EDIT_ORGANISATION, answers=403),
    "admin.add_child_unit": ORGANISATION,
    "admin.agree_comment_redaction": COMMENT,
    "admin.ask_comment_redaction": COMMENT,
    "admin.decline_comment_redaction": COMMENT,
    "admin.add_counter": ORGANISATION,
    "admin.add_person": PEOPLE,
    "admin.add_service": ORGANISATION,
    "admin.add_unit": ORGANISATION,
    "admin.choose_columns": SENT_FILE,
    "admin.close_round": ORGANISATION,
    "admin.compare_typings": SENT_FILE,
    "admin.confirm_import": SENT_FILE,
    "admin.deactivate_person": PEOPLE,
    "admin.discard_import": SENT_FILE,
    "admin.enrol_device": ORGANISATION,
    "admin.find_paper_entry": IMPORT,
    "admin.grant_role": PEOPLE,
    "admin.issue_code": ORGANISATION,
    "admin.issue_key": PEOPLE,
    # No stack was described in the address that is tried.
    "admin.keep_typing": Door(Permission.IMPORT_ANSWERS, answers=422),
    "admin.load_unit_file": ORGANISATION,
    "admin.offer_service": ORGANISATION,
    "admin.make_agency_print": POSTER,
    "admin.make_unit_print": POSTER,
    "admin.open_round": ORGANISATION,
    "admin.preview_import": SENT_FILE,
    "admin.print_tickets": TICKETS,
    "admin.remove_logo": ORGANISATION,
    "admin.rename_counter": ORGANISATION,
    "admin.rename_unit": ORGANISATION,
    "admin.reset_password": PEOPLE,
    "admin.revoke_code": ORGANISATION,
    "admin.revoke_device": ORGANISATION,
    "admin.revoke_key": PEOPLE,
    "admin.send_file": IMPORT,
    "admin.set_logo": ORGANISATION,
    "admin.show_add_person": PEOPLE,
    "admin.show_agency_print": POSTER,
    "admin.show_agency_print_file": POSTER,
    "admin.show_agency_print_preview": POSTER,
    "admin.show_agency_prints": POSTER,
    "admin.show_counter": ORGANISATION,
    "admin.show_counter_poster": POSTER,
    "admin.show_counter_questionnaire": POSTER,
    "admin.show_import_faults": SENT_FILE,
    "admin.show_devices": ORGANISATION,
    "admin.show_imports": IMPORT,
    "admin.show_keys": PEOPLE,
    # The agency that is tried has no logo.
    "admin.show_logo": Door(Permission.PRINT_POSTERS, answers=404),
    "admin.show_organisation": ORGANISATION,
    "admin.show_paper_entry": IMPORT,
    "admin.show_people": PEOPLE,
    "admin.show_person": PEOPLE,
    "admin.show_print_places": POSTER,
    "admin.show_qr_png": POSTER,
    "admin.show_qr_svg": POSTER,
    "admin.show_ticket_printing": TICKETS,
    "admin.show_unit": ORGANISATION,
    "admin.show_unit_loading": ORGANISATION,
    "admin.show_unit_print": POSTER,
    "admin.show_unit_print_file": POSTER,
    "admin.show_unit_print_preview": POSTER,
    "admin.show_unit_prints": POSTER,
    "admin.show_unit_questionnaire": POSTER,
    "admin.show_unit_template": ORGANISATION,
    "admin.type_paper": Door(Permission.IMPORT_ANSWERS, answers=422),
    "admin.type_paper_again": SENT_FILE,
    "admin.withdraw_role": PEOPLE,
    "admin.withdraw_service": ORGANISATION,
    "assets.show_asset": ANYONE,
    "entrance.show_sign_in": ANYONE,
    "entrance.sign_in": ANYONE,
    "evaluator.list_comments": KEY,
    "evaluator.list_comparisons": KEY,
    "evaluator.list_counter_scores": KEY,
    "evaluator.list_counters": KEY,
    "evaluator.list_needs": KEY,
    "evaluator.list_periods": KEY,
    "evaluator.list_service_scores": KEY,
    "evaluator.list_services": KEY,
    "evaluator.list_themes": KEY,
    "evaluator.list_ticket_shares": KEY,
    "evaluator.list_units": KEY,
    "evaluator.send_ticket_wish": Door(Who.WITH_TICKET_KEY),
    "evaluator.send_visits": Door(Who.WITH_VISIT_KEY),
    "evaluator.show_counter_score": KEY,
    "evaluator.show_officer_method": KEY,
    "evaluator.show_precision": KEY,
    "evaluator.show_priorities": KEY,
    "evaluator.show_response_quality": KEY,
    "evaluator.show_service_score": KEY,
    "evaluator.show_unit": KEY,
    "evaluator.show_unit_reliability": KEY,
    "evaluator.show_unit_score": KEY,
    "evaluator.show_unit_trend": KEY,
    "evaluator_documentation.show_openapi": ANYONE,
    "evaluator_documentation.show_reference": ANYONE,
    # The inspectorate alone: neither who runs the counters nor who runs the system.
    "manager.show_coaching": Door(Permission.SEE_SHARES),
    "manager.show_comments": SCORES,
    "manager.show_comparison": SCORES,
    "manager.show_counter": SCORES,
    # Leads on to the only unit in reach, and lists those there are otherwise: none for an officer.
    "manager.show_dashboard": Door(Who.SIGNED_IN),
    "manager.show_method": SIGNED_IN,
    "manager.show_precision": SCORES,
    "manager.show_priorities": SCORES,
    "manager.show_quality": SCORES,
    "manager.show_trend": SCORES,
    "manager.show_unit": SCORES,
    "officer.show_summary": Door(Permission.SEE_UNIT_SUMMARY),
    "public.leave_kiosk": ANYONE,
    "public.say_self_filled": ANYONE,
    "public.show_full_form": ANYONE,
    "public.show_health": ANYONE,
    "public.show_home": ANYONE,
    "public.show_kiosk": ANYONE,
    "public.show_kiosk_exit": ANYONE,
    "public.show_kiosk_thanks": ANYONE,
    "public.show_offline": ANYONE,
    "public.show_reachable": ANYONE,
    "public.show_receipt": ANYONE,
    # Nothing of the unit that is tried was published.
    "public.show_result": Door(Who.ANYONE, answers=404),
    "public.show_results": ANYONE,
    "public.show_survey": ANYONE,
    "public.show_thanks": ANYONE,
    "public.show_ticket_form": ANYONE,
    "public.show_unit_results": Door(Who.ANYONE, answers=404),
    "public.show_worker": ANYONE,
    "public.submit_full_form": ANYONE,
    "public.submit_kiosk": ANYONE,
    "public.submit_survey": ANYONE,
    "public.submit_ticket_form": ANYONE,
}
