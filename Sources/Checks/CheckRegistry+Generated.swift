// Generated from the doc comments of the checks by `swift run generate`; not edited by hand.
// swift-format-ignore-file
package import ReadinessModel

extension CheckRunner {
  /// Every check, sorted by identifier.
  package static let all: [any Check.Type] = [
    DataAccessIsLogged.self,
    DataStoresAreEncryptedAtRest.self,
    DefaultBranchRequiresReview.self,
    RoutesRequireAuthentication.self,
    RoutesRequireAuthorization.self,
  ]

  /// What each check is, for readers, sorted by identifier.
  package static let descriptions: [CheckDescription] = [
    CheckDescription(
      id: "data-access-is-logged",
      statement: "Every route that reaches stored data writes an audit event.",
      whyItMatters: "Without an event for each access nobody can say who saw or changed what, in an incident or to an auditor.",
      inspected: "Each route whose handler creates, reads, updates or deletes stored data, with the audit middleware installed before it and the audit calls on its way.",
      cannotShow: "Access that bypasses the application, such as a database console, and whether events arrive in production."
    ),
    CheckDescription(
      id: "data-stores-are-encrypted-at-rest",
      statement: "Every place data is kept encrypts it at rest.",
      whyItMatters: "A lost disk, snapshot or backup of a store that is not encrypted gives away everything in it.",
      inspected: "The encryption setting of each data store in infrastructure code. A written value counts; a safe documented default counts and is named as a default; an unsafe default is unconfirmed, because the live store may have been changed by hand.",
      cannotShow: "Stores created outside the infrastructure code, and the live state of those in it."
    ),
    CheckDescription(
      id: "default-branch-requires-review",
      statement: "The default branch takes a change only after somebody other than its author approved it.",
      whyItMatters: "An approval by a second person is what stops a mistake, or one bad actor, on the way to production.",
      inspected: "The branch's rules as the git host reports them; a protection file in the repository says what was intended and is named, but does not show what is in force.",
      cannotShow: "Anything without access to the git host; nor whether rules were bypassed or lifted for a while."
    ),
    CheckDescription(
      id: "routes-require-authentication",
      statement: "Every route that is not declared public makes callers prove who they are.",
      whyItMatters: "A route that anybody can call gives an outsider what it serves, whatever stands before the routes beside it.",
      inspected: "Each route of the application with the guards that run before its handler, across mounts, global guards and opt-outs. Sign-in, health, static and not-found routes are open by nature; webhooks must check a signature or secret; documentation counts when it reaches stored data.",
      cannotShow: "Whether the guard decides rightly, whether a gateway adds or removes protection, and whether the routes declared public were meant to be."
    ),
    CheckDescription(
      id: "routes-require-authorization",
      statement: "Every route that does more than serve the caller alone requires a role or permission.",
      whyItMatters: "Without it everybody who can sign in can do everything: read all records, change settings, act as an administrator.",
      inspected: "For each route that needs authentication: middleware, decorators and calls that refuse callers without a role or permission. Routes that act on the caller's own record alone need none. A route limited to the caller's own or their tenant's objects is reported as unconfirmed.",
      cannotShow: "Whether the roles are assigned rightly, or the matrix of roles is what the business wants."
    ),
  ]
}
