"""Members of staff in browsers of their own, signed in through the real forms, and what they do at the desk."""

from playwright.sync_api import Locator, Page, expect

from bot.staff.model import Role
from tests.support.desk import PASSWORD, add_member


def first_sign_in(page: Page, database_url: str, name: str, role: Role) -> None:
    """Adds the member and brings them to the queue."""
    email = f"{name.lower().replace(' ', '.')}@insurer.example"
    given = add_member(database_url, email=email, name=name, role=role)
    page.goto("/desk/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(given)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_label("The same once more").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    expect(page.locator("#tabs")).to_be_visible()


def entry(page: Page, conversation: str) -> Locator:
    """A conversation in the list that is shown."""
    return page.locator(f'.entry[href="/desk/conversations/{conversation}"]')


def said(page: Page, author: str) -> Locator:
    """What was said in the open conversation by insured, bot, staff or system."""
    return page.locator(f"#messages .message.{author} .text")


def write(page: Page, text: str) -> None:
    page.locator("#text").fill(text)
    page.locator("#composer button.main").click()


def mark(page: Page) -> None:
    """So that `stayed` can tell whether the page was loaded anew."""
    page.evaluate("() => { window.marked = true }")


def stayed(page: Page) -> bool:
    return bool(page.evaluate("() => window.marked === true"))
