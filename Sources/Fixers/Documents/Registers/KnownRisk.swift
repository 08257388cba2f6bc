import ReadinessModel

/// What can go wrong when a check does not hold, with a first estimate for people to correct.
struct KnownRisk {
  var title: String
  var category: String
  /// 1 (hardly ever) to 5 (any day).
  var likelihood: Int
  /// 1 (nobody notices) to 5 (the company is at stake).
  var impact: Int
  /// Why the estimate is what it is.
  var because: String

  private init(
    _ title: String,
    _ category: String,
    _ likelihood: Int,
    _ impact: Int,
    _ because: String
  ) {
    (self.title, self.category) = (title, category)
    (self.likelihood, self.impact, self.because) = (likelihood, impact, because)
  }

  /// The risk behind a check, nil when it has none of its own.
  static func behind(_ check: CheckID) -> KnownRisk? { all[check.rawValue] }

  private static let all: [String: KnownRisk] = [
    "routes-require-authentication": KnownRisk(
      "Somebody who never signed in reads or changes data",
      "access",
      4,
      5,
      "such routes are found by walking the addresses of the API"
    ),
    "routes-require-authorization": KnownRisk(
      "A signed-in user does what only an administrator should",
      "access",
      3,
      4,
      "it takes an account and a request by hand"
    ),
    "object-routes-check-ownership": KnownRisk(
      "A customer reads another customer's records by changing an id",
      "access",
      3,
      5,
      "it takes an account and somebody else's id, and the harm is another customer's"
    ),
    "tenants-are-isolated": KnownRisk(
      "One customer's query returns another customer's rows",
      "access",
      3,
      5,
      "one forgotten condition is enough"
    ),
    "passwords-are-hashed-slowly": KnownRisk(
      "Stolen password hashes are guessed within hours",
      "access",
      2,
      4,
      "it needs a leak first"
    ),
    "tokens-are-verified-and-expire": KnownRisk(
      "A token that leaked once opens an account for good",
      "access",
      3,
      4,
      "tokens end up in logs and browser histories"
    ),
    "sign-in-is-throttled": KnownRisk(
      "Passwords leaked elsewhere are tried until one fits",
      "access",
      4,
      3,
      "lists of leaked passwords are tried on every public sign-in"
    ),
    "platform-policies-grant-least-privilege": KnownRisk(
      "A leaked key of one job reaches the whole cloud account",
      "access",
      2,
      5,
      "the grant is wider than the job"
    ),
    "repository-access-is-limited": KnownRisk(
      "Somebody who no longer needs the code still changes it",
      "access",
      3,
      4,
      "nobody removes what nobody lists"
    ),
    "data-access-is-logged": KnownRisk(
      "Nobody can say who read customer data",
      "detection",
      4,
      4,
      "every read goes unrecorded, so a misuse cannot be sized or disproved"
    ),
    "audit-store-is-append-only": KnownRisk(
      "Whoever misuses data removes the trace of it",
      "detection",
      2,
      4,
      "it needs the rights of the application or more"
    ),
    "logs-leave-out-personal-data": KnownRisk(
      "Personal data lies in logs that more people read than the database",
      "confidentiality",
      4,
      3,
      "it happens with every call that is logged"
    ),
    "sensitive-fields-are-protected": KnownRisk(
      "A copy of the database shows what nobody should read in it",
      "confidentiality",
      2,
      5,
      "copies are made for tests and support"
    ),
    "data-stores-are-encrypted-at-rest": KnownRisk(
      "Storage or a snapshot outside the account can be read",
      "confidentiality",
      2,
      4,
      "it needs a snapshot shared by mistake"
    ),
    "data-stores-are-not-public": KnownRisk(
      "Anybody on the internet reads a data store",
      "confidentiality",
      4,
      5,
      "open stores are searched for all day"
    ),
    "source-holds-no-secrets": KnownRisk(
      "A secret in the source is used by whoever reads the source",
      "access",
      4,
      5,
      "clones and forks keep it after it was deleted"
    ),
    "personal-data-is-classified": KnownRisk(
      "Personal data is handled as if it were none",
      "confidentiality",
      3,
      3,
      "without a class nobody knows which rule applies"
    ),
    "retention-is-enforced": KnownRisk(
      "Data of people who left years ago is lost in a breach",
      "confidentiality",
      3,
      3,
      "what was deleted cannot leak"
    ),
    "subjects-can-be-deleted": KnownRisk(
      "A lawful request to delete cannot be met in time",
      "confidentiality",
      3,
      4,
      "nothing in the code deletes the person's rows"
    ),
    "databases-are-backed-up": KnownRisk(
      "A bad migration or a deleted table cannot be undone",
      "availability",
      2,
      5,
      "it takes one mistake, and nothing would bring the data back"
    ),
    "databases-survive-a-zone": KnownRisk(
      "The service is down while one data centre is",
      "availability",
      2,
      4,
      "zones fail every few years, for hours"
    ),
    "backups-leave-the-region": KnownRisk(
      "What destroys the region or the account destroys the backups too",
      "availability",
      1,
      5,
      "rare, and then final"
    ),
    "databases-resist-deletion": KnownRisk(
      "One wrong command deletes the database",
      "availability",
      2,
      5,
      "infrastructure is changed by hand or by a plan nobody read"
    ),
    "health-route-tests-dependencies": KnownRisk(
      "Customers notice an outage before we do",
      "availability",
      4,
      3,
      "the process answers while what it needs does not"
    ),
    "availability-is-monitored": KnownRisk(
      "The service is unreachable and nobody is told",
      "availability",
      3,
      3,
      "an inner alarm does not see the way in"
    ),
    "errors-and-metrics-are-collected": KnownRisk(
      "Errors go unseen until a customer writes",
      "detection",
      4,
      3,
      "only the log has them, and nobody reads it all day"
    ),
    "alerts-reach-a-person": KnownRisk(
      "An attack or an outage runs for hours before somebody looks",
      "detection",
      3,
      4,
      "alarms that reach nobody shorten nothing"
    ),
    "source-is-scanned": KnownRisk(
      "A flaw that a scanner knows reaches production",
      "change",
      3,
      4,
      "review by people misses whole classes of flaws"
    ),
    "dependencies-are-scanned": KnownRisk(
      "A library with a published weakness stays in use",
      "change",
      4,
      4,
      "weaknesses of popular packages are published every week"
    ),
    "secrets-are-scanned-for": KnownRisk(
      "A secret is committed and nobody notices",
      "change",
      3,
      4,
      "it happens in a hurry, and history keeps it"
    ),
    "actions-are-pinned": KnownRisk(
      "Somebody else's action changes overnight and runs in our pipeline",
      "change",
      2,
      5,
      "a tag can be moved, and the pipeline may deploy"
    ),
    "workflows-resist-injection": KnownRisk(
      "A pull request from outside runs commands in the pipeline",
      "change",
      3,
      5,
      "titles and branch names are chosen by the one who opens it"
    ),
    "tests-are-required-before-merge": KnownRisk(
      "A change that breaks the service is merged",
      "change",
      3,
      3,
      "the tests run after the fact"
    ),
    "deployments-are-recorded": KnownRisk(
      "Nobody can say what ran when something went wrong",
      "change",
      4,
      3,
      "the run's log is deleted by the host after a while"
    ),
    "default-branch-history-is-kept": KnownRisk(
      "What was reviewed is rewritten after the review",
      "fraud",
      2,
      4,
      "it needs one person's rights"
    ),
    "encryption-keys-rotate": KnownRisk(
      "A key that leaked years ago still opens the data",
      "confidentiality",
      1,
      4,
      "it needs the key"
    ),
    "listeners-require-modern-tls": KnownRisk(
      "Somebody on the way reads traffic under an outdated protocol",
      "confidentiality",
      2,
      4,
      "it needs a place in the network"
    ),
    "database-connections-use-tls": KnownRisk(
      "Somebody on the inner network reads what the database answers",
      "confidentiality",
      2,
      4,
      "it needs a place in the network"
    ),
    "administration-ports-are-closed-to-the-internet": KnownRisk(
      "Somebody on the internet tries keys and passwords on a server",
      "access",
      4,
      4,
      "open ports are found within minutes"
    ),
  ]
}
