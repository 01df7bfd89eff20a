"""The roles of the editorial staff, as groups with what each may do.

`make_roles` gives what is missing and takes nothing away, so that it can be run again at any time;
an institute that wants other roles changes the groups in the admin.
"""

from typing import NamedTuple

EVERYTHING = ["add", "change", "delete", "view"]
# Permissions of Wagtail's that are given for a whole tree of pages or collections.
WRITE_PAGES = ["add", "change", "publish", "lock", "unlock"]
USE_FILES = ["add_image", "choose_image", "add_document", "choose_document"]
MANAGE_FILES = [
    *USE_FILES,
    "change_image",
    "delete_image",
    "change_document",
    "delete_document",
]
SIGN_IN = {"wagtailadmin.admin": ["access_admin"]}
POLLS = {
    "polls.poll": [*EVERYTHING, "publish", "view_results", "review_ballots"],
    "polls.ballot": ["view"],
}
SUBJECTS = {
    "articles.topic": EVERYTHING,
    "articles.audience": EVERYTHING,
    "wagtailredirects.redirect": EVERYTHING,
    "wagtailcore.apitoken": EVERYTHING,
}


class Role(NamedTuple):
    """What a group may do with models, with all pages, and with all collections of files."""

    models: dict
    pages: list = []
    files: list = []


ROLES = {
    # Of pages only their own blog, which is tied to them by `articles.admin.blog_permissions`.
    "Authors": Role(SIGN_IN, files=USE_FILES),
    "Editors": Role(SIGN_IN | SUBJECTS, pages=WRITE_PAGES, files=MANAGE_FILES),
    "Poll managers": Role(SIGN_IN | POLLS, files=USE_FILES),
    "Administrators": Role(
        SIGN_IN
        | SUBJECTS
        | POLLS
        | {
            "auth.user": EVERYTHING,
            "auth.group": EVERYTHING,
            "home.sitesettings": ["change"],
            "wagtailcore.site": EVERYTHING,
            "wagtailcore.workflow": EVERYTHING,
            "wagtailcore.task": EVERYTHING,
            "wagtailcore.groupapprovaltask": EVERYTHING,
        },
        pages=[*WRITE_PAGES, "bulk_delete_page"],
        files=[*MANAGE_FILES, "add_collection", "change_collection", "delete_collection"],
    ),
}
# Names that come with Wagtail; this one's role is that of the editors here.
STOCK_GROUP, STOCK_WORKFLOW = "Moderators", "Moderators approval"
WORKFLOW = "Editors’ approval"


def make_roles(apps):
    """Make the groups and their workflow, with the models of a migration or of the present."""
    for name, role in ROLES.items():
        group, _ = apps.get_model("auth.Group").objects.get_or_create(name=name)
        for model, actions in role.models.items():
            group.permissions.add(*(permission(apps, model, action) for action in actions))
        let_write_pages(apps, group, role.pages)
        let_use_files(apps, group, role.files)
    make_workflow(apps)


def permission(apps, model, action):
    """Return a permission, by its action or whole codename.

    It is made if it is not there: Django makes them after all migrations.
    """
    app_label, name = model.split(".")
    content_type, _ = apps.get_model("contenttypes.ContentType").objects.get_or_create(
        app_label=app_label, model=name
    )
    codename = action if "_" in action else f"{action}_{name}"
    found, _ = apps.get_model("auth.Permission").objects.get_or_create(
        content_type=content_type,
        codename=codename,
        defaults={"name": f"Can {codename.replace('_', ' ')}"},
    )
    return found


def let_write_pages(apps, group, actions):
    root = apps.get_model("wagtailcore.Page").objects.get(depth=1)
    for action in actions:
        apps.get_model("wagtailcore.GroupPagePermission").objects.get_or_create(
            group=group, page=root, permission=permission(apps, "wagtailcore.page", action)
        )


def let_use_files(apps, group, codenames):
    root = apps.get_model("wagtailcore.Collection").objects.get(depth=1)
    models = {
        "image": "wagtailimages.image",
        "document": "wagtaildocs.document",
        "collection": "wagtailcore.collection",
    }
    for codename in codenames:
        model = models[codename.rpartition("_")[2]]
        apps.get_model("wagtailcore.GroupCollectionPermission").objects.get_or_create(
            group=group, collection=root, permission=permission(apps, model, codename)
        )


def make_workflow(apps):
    """Have editors approve what is submitted, in place of Wagtail's own group while it is unused.

    A workflow that somebody else has made is left as it is.
    """
    groups = apps.get_model("auth.Group").objects
    workflow = apps.get_model("wagtailcore.Workflow").objects.filter(name=STOCK_WORKFLOW).first()
    if workflow:
        rename_workflow(apps, workflow, groups.get(name="Editors"))
    if stock := groups.filter(name=STOCK_GROUP, user=None).first():
        stock.delete()


def rename_workflow(apps, workflow, editors):
    tasks = apps.get_model("wagtailcore.GroupApprovalTask").objects
    workflow.name = WORKFLOW
    workflow.save()
    for task in tasks.filter(workflow_tasks__workflow=workflow, name=STOCK_WORKFLOW):
        task.name = WORKFLOW
        task.save()
        task.groups.add(editors)
