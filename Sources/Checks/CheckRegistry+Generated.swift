// Generated from the doc comments of the checks by `swift run generate`; not edited by hand.
// swift-format-ignore-file
package import ReadinessModel

extension CheckRunner {
  /// Every check, sorted by identifier.
  package static let all: [any Check.Type] = [
    AccessIsReviewed.self,
    ActionsArePinned.self,
    AdministrationPortsAreClosedToTheInternet.self,
    AlertsReachAPerson.self,
    AuditEventsAreComplete.self,
    AuditLogIsKeptLongEnough.self,
    AuditStoreIsAppendOnly.self,
    AvailabilityIsMonitored.self,
    BackupFailuresRaiseAlarms.self,
    BackupsAreVerified.self,
    BackupsLeaveTheRegion.self,
    CapacityAlarmsExist.self,
    CapacityIsLoadTested.self,
    CapacityScalesWithLoad.self,
    CertificatesAreVerified.self,
    CodeOwnersAreDeclared.self,
    CommitsAreSigned.self,
    ContainersHaveHealthChecks.self,
    DataAccessIsLogged.self,
    DataInventoryHasAnOwner.self,
    DataStoresAreEncryptedAtRest.self,
    DataStoresAreNotPublic.self,
    DatabaseConnectionsUseTLS.self,
    DatabasesAreBackedUp.self,
    DatabasesResistDeletion.self,
    DatabasesSurviveAZone.self,
    DefaultBranchHistoryIsKept.self,
    DefaultBranchRequiresReview.self,
    DefaultBranchRulesBindEverybody.self,
    DefaultBranchTakesPullRequests.self,
    DeletionsAreRecorded.self,
    DenialsAreTested.self,
    DependenciesAreLocked.self,
    DependenciesAreScanned.self,
    DependencyUpdatesAreProposed.self,
    DeploymentsAreRecorded.self,
    EncryptionKeysRotate.self,
    EnvironmentFilesStayOutOfTheRepository.self,
    ErrorsAndMetricsAreCollected.self,
    HealthRouteTestsDependencies.self,
    IncidentPlanIsCurrent.self,
    IncidentsAreReviewed.self,
    IncidentsHaveATemplate.self,
    InfrastructureIsInTheRepository.self,
    InfrastructureIsScanned.self,
    ListenersRequireModernTLS.self,
    LogsLeaveOutPersonalData.self,
    ObjectRoutesCheckOwnership.self,
    OrganizationRequiresTwoFactors.self,
    OutboundCallsUseTLS.self,
    PasswordsAreHashedSlowly.self,
    PersonalDataIsClassified.self,
    PlatformPoliciesGrantLeastPrivilege.self,
    ProductionDeploysNeedApproval.self,
    ProtectionIsCheckedOnSchedule.self,
    PullRequestsFollowATemplate.self,
    RecoveryRunbookExists.self,
    RecoveryTestsAreScheduled.self,
    RecoveryWasTested.self,
    RepositoryAccessIsLimited.self,
    RetentionIsEnforced.self,
    RetentionIsScheduled.self,
    RoutesRequireAuthentication.self,
    RoutesRequireAuthorization.self,
    ScansRunOnSchedule.self,
    SecretsAreScannedFor.self,
    SecurityAlertsAreHandledInTime.self,
    SecurityContactIsPublished.self,
    SensitiveFieldsAreProtected.self,
    SessionCookiesAreProtected.self,
    SignInIsThrottled.self,
    SourceHoldsNoSecrets.self,
    SourceIsScanned.self,
    StatusPageIsPublished.self,
    StrictTransportSecurityIsSent.self,
    SubjectsCanBeDeleted.self,
    TenantsAreIsolated.self,
    TestsAreNotSkipped.self,
    TestsAreRequiredBeforeMerge.self,
    TestsRunOnPullRequests.self,
    TokensAreVerifiedAndExpire.self,
    VendorReviewsAreInDate.self,
    VendorsAreRegistered.self,
    WorkflowsCannotApproveChanges.self,
    WorkflowsResistInjection.self,
  ]

  /// What each check is, for readers, sorted by identifier.
  package static let descriptions: [CheckDescription] = [
    CheckDescription(
      id: "access-is-reviewed",
      statement: "Somebody reviewed who has access within the last twelve months.",
      whyItMatters: "Access outlives its reason: people change roles and leave, and nobody complains of having too much.",
      inspected: "Records of access reviews kept in the repository, with their day and reviewer.",
      cannotShow: "Reviews recorded elsewhere, and whether what they found was acted on."
    ),
    CheckDescription(
      id: "actions-are-pinned",
      statement: "Every action of somebody else's that a workflow uses is pinned to a commit.",
      whyItMatters: "A tag can be moved to other code, which then runs with the workflow's secrets.",
      inspected: "Uses of actions and reusable workflows, and whether each names a full commit, a digest or a local path.",
      cannotShow: "What the pinned code does, and what it fetches when it runs."
    ),
    CheckDescription(
      id: "administration-ports-are-closed-to-the-internet",
      statement: "No network rule lets the whole internet reach a port for administration or a database.",
      whyItMatters: "Such ports are tried within minutes of being opened, and one weak password is enough.",
      inspected: "Ingress rules of infrastructure code after union of their ranges: the ports of remote shells, remote desktops, databases, caches, search clusters and container engines.",
      cannotShow: "Rules set outside the infrastructure code."
    ),
    CheckDescription(
      id: "alerts-reach-a-person",
      statement: "Alarms on errors, security or availability notify a person.",
      whyItMatters: "An alarm that nobody receives detects nothing.",
      inspected: "Alarms in infrastructure code with what they notify, and routing of alerts set up in the application or as code. Alarms that watch capacity, cost or backups only do not count alone.",
      cannotShow: "Alerts set up in the settings of a service, and whether somebody answers."
    ),
    CheckDescription(
      id: "audit-events-are-complete",
      statement: "Every audit event says who did what to which resource, when, and from where.",
      whyItMatters: "An event that leaves one of these out cannot answer the question it was written for.",
      inspected: "The fields that each audit function, middleware or table writes.",
      cannotShow: "Whether the values are right, for example an address that a proxy hides."
    ),
    CheckDescription(
      id: "audit-log-is-kept-long-enough",
      statement: "Audit events are kept for at least 400 days.",
      whyItMatters: "An observation window may last a year, and the auditor asks for samples from its first day after its last.",
      inspected: "Jobs that delete from the audit store, the retention of log stores it names, and the period the data inventory gives for it.",
      cannotShow: "Deletion by hand, and archives kept elsewhere."
    ),
    CheckDescription(
      id: "audit-store-is-append-only",
      statement: "The audit store refuses to change or delete an event.",
      whyItMatters: "Who can edit the record can hide what they did.",
      inspected: "Statements of migrations in the order they run: privileges granted on and revoked from the audit table, and triggers or rules that refuse updates and deletes.",
      cannotShow: "What a superuser or the table's owner does, and privileges given outside the migrations."
    ),
    CheckDescription(
      id: "availability-is-monitored",
      statement: "A probe from outside tests whether the service can be reached.",
      whyItMatters: "A service that is cut off reports nothing about itself.",
      inspected: "Probes in infrastructure code and monitors configured as code.",
      cannotShow: "Probes set up in the settings of a monitoring service."
    ),
    CheckDescription(
      id: "backup-failures-raise-alarms",
      statement: "An alarm tells when a backup fails.",
      whyItMatters: "A backup that stopped months ago is noticed on the day it is needed.",
      inspected: "Alarms of infrastructure code on backup jobs, and whether they notify anything.",
      cannotShow: "Alarms set up elsewhere."
    ),
    CheckDescription(
      id: "backups-are-verified",
      statement: "Backups are restored to see whether they are good, by a scheduled job or within twelve months.",
      whyItMatters: "A backup is worth what its restore is.",
      inspected: "Workflows with a schedule that restore a backup, and records of restore tests.",
      cannotShow: "Whether the job ran and what the restored data held."
    ),
    CheckDescription(
      id: "backups-leave-the-region",
      statement: "A copy of every database's backups is kept in another region or account.",
      whyItMatters: "Backups beside the database are lost with it: to an outage of the region, or to whoever takes the account.",
      inspected: "Replicas and backup copies of each database in infrastructure code, and backup plans that copy elsewhere.",
      cannotShow: "Whether copies arrive, and copies made by other means."
    ),
    CheckDescription(
      id: "capacity-alarms-exist",
      statement: "Alarms tell when capacity runs short.",
      whyItMatters: "Disks and connections run out slowly, and an alarm leaves time to act.",
      inspected: "Alarms of infrastructure code on processor, memory, storage, connections and queues, and whether they notify anything.",
      cannotShow: "Alarms set up elsewhere, and whether the thresholds are right."
    ),
    CheckDescription(
      id: "capacity-is-load-tested",
      statement: "A job measures how much load the service bears.",
      whyItMatters: "Capacity that was never measured is a hope.",
      inspected: "Steps of workflows that run a load test.",
      cannotShow: "Load tests run by hand, and their results."
    ),
    CheckDescription(
      id: "capacity-scales-with-load",
      statement: "Capacity is added when load grows.",
      whyItMatters: "A service of fixed size fails on its best day.",
      inspected: "Scaling rules of infrastructure code, with their fewest and most instances.",
      cannotShow: "Platforms that scale by themselves, and whether the most is enough."
    ),
    CheckDescription(
      id: "certificates-are-verified",
      statement: "No connection the product makes switches certificate verification off.",
      whyItMatters: "TLS without verification encrypts the conversation with whoever answered.",
      inspected: "Options and environment variables that switch verification off, outside test code. Libraries verify by default, so nothing written is what is wanted.",
      cannotShow: "Switches set in the environment of production."
    ),
    CheckDescription(
      id: "code-owners-are-declared",
      statement: "A code owners file names who must review changes.",
      whyItMatters: "A review counts when it comes from somebody who knows the code.",
      inspected: "The code owners file and its entries.",
      cannotShow: "Whether the git host requires an owner's review, and whether the owners exist."
    ),
    CheckDescription(
      id: "commits-are-signed",
      statement: "Every commit on the default branch is signed by its author.",
      whyItMatters: "The name in a commit is whatever its author typed; a signature is not.",
      inspected: "The branch's rules as the git host reports them.",
      cannotShow: "Anything without access to the git host."
    ),
    CheckDescription(
      id: "containers-have-health-checks",
      statement: "Every container the product ships says how to tell whether it is well.",
      whyItMatters: "A process that hangs still runs, and only a health check gets it replaced.",
      inspected: "Container build files and compose services that are not for development.",
      cannotShow: "Health checks that an orchestrator or load balancer brings."
    ),
    CheckDescription(
      id: "data-access-is-logged",
      statement: "Every route that reaches stored data writes an audit event.",
      whyItMatters: "Without an event for each access nobody can say who saw or changed what, in an incident or to an auditor.",
      inspected: "Each route whose handler creates, reads, updates or deletes stored data, with the audit middleware installed before it and the audit calls on its way.",
      cannotShow: "Access that bypasses the application, such as a database console, and whether events arrive in production."
    ),
    CheckDescription(
      id: "data-inventory-has-an-owner",
      statement: "The data inventory has an owner and was reviewed within the last twelve months.",
      whyItMatters: "Schemas change every week, and an inventory that nobody owns describes last year's.",
      inspected: "The data inventory kept in the repository: its entries, owner and day of review.",
      cannotShow: "Inventories kept elsewhere."
    ),
    CheckDescription(
      id: "data-stores-are-encrypted-at-rest",
      statement: "Every place data is kept encrypts it at rest.",
      whyItMatters: "A lost disk, snapshot or backup of a store that is not encrypted gives away everything in it.",
      inspected: "The encryption setting of each data store in infrastructure code. A written value counts; a safe documented default counts and is named as a default; an unsafe default is unconfirmed, because the live store may have been changed by hand.",
      cannotShow: "Stores created outside the infrastructure code, and the live state of those in it."
    ),
    CheckDescription(
      id: "data-stores-are-not-public",
      statement: "No place data is kept can be reached or read from the internet.",
      whyItMatters: "Public buckets and databases are found by scanners and copied whole.",
      inspected: "The public access setting of each data store in infrastructure code, with policies and access blocks that bear on it.",
      cannotShow: "Stores created outside the infrastructure code, and links that were shared."
    ),
    CheckDescription(
      id: "database-connections-use-tls",
      statement: "Every connection to a database, cache or queue is encrypted.",
      whyItMatters: "Records and passwords otherwise cross the network in the clear.",
      inspected: "Connection strings and client options outside test code, and databases in infrastructure code that refuse connections without TLS.",
      cannotShow: "Connection strings that are kept outside the repository."
    ),
    CheckDescription(
      id: "databases-are-backed-up",
      statement: "Every database is backed up automatically.",
      whyItMatters: "Without a backup one wrong statement, or one criminal, ends the company.",
      inspected: "Backup retention and point-in-time recovery of each database in infrastructure code, and backup plans that cover it.",
      cannotShow: "Whether backups succeed and can be restored, and backups made by other means."
    ),
    CheckDescription(
      id: "databases-resist-deletion",
      statement: "No database can be deleted without its protection being lifted first.",
      whyItMatters: "One command, or one wrong plan, is otherwise enough to delete everything.",
      inspected: "The deletion protection of each database in infrastructure code.",
      cannotShow: "Who may lift the protection."
    ),
    CheckDescription(
      id: "databases-survive-a-zone",
      statement: "Every database goes on when one zone of the provider fails.",
      whyItMatters: "Zones fail; a database in one zone fails with it, for hours.",
      inspected: "The standby or replication setting of each database in infrastructure code.",
      cannotShow: "How long a failover takes, and whether the application survives it."
    ),
    CheckDescription(
      id: "default-branch-history-is-kept",
      statement: "Nobody can rewrite or delete the history of the default branch.",
      whyItMatters: "The history says who changed what and who approved it; what can be rewritten shows nothing.",
      inspected: "Whether the branch's rules, classic protection and rulesets together, refuse a forced push and a deletion.",
      cannotShow: "Anything without access to the git host; nor who may bypass the rule, which is a check of its own."
    ),
    CheckDescription(
      id: "default-branch-requires-review",
      statement: "The default branch takes a change only after somebody other than its author approved it.",
      whyItMatters: "An approval by a second person is what stops a mistake, or one bad actor, on the way to production.",
      inspected: "The branch's rules as the git host reports them, classic protection and rulesets together: how many approvals, and whether one given before the last push still counts. A protection file in the repository says what was intended and is named, but does not show what is in force.",
      cannotShow: "Anything without access to the git host; who may bypass the rule, which is a check of its own; nor whether it was lifted for a while."
    ),
    CheckDescription(
      id: "default-branch-rules-bind-everybody",
      statement: "Nobody may go around the rules of the default branch, administrators included.",
      whyItMatters: "A rule that some may skip shows nothing about the changes of those who may.",
      inspected: "For review, status checks, forced pushes and deletion: whom each source of rules exempts. Where several sources ask for the same, one that exempts nobody binds everybody.",
      cannotShow: "Anything without access to the git host. The host shows who may bypass a ruleset only to those who may change it; and a right to bypass says nothing of whether it was used."
    ),
    CheckDescription(
      id: "default-branch-takes-pull-requests",
      statement: "Changes reach the default branch only through a pull request.",
      whyItMatters: "A direct push bypasses tests and review, so nobody but the author has seen the change.",
      inspected: "The branch's rules as the git host reports them; a protection file in the repository says what was intended and is named, but does not show what is in force.",
      cannotShow: "Anything without access to the git host; who may bypass the rule, which is a check of its own; nor whether it was lifted for a while."
    ),
    CheckDescription(
      id: "deletions-are-recorded",
      statement: "Every deletion of data leaves a record of what was deleted and when.",
      whyItMatters: "Who must show that data was deleted has nothing left to show but the record.",
      inspected: "Jobs that delete data, with what they write about it, and routes that delete, with their audit event.",
      cannotShow: "Deletion by hand, and whether the records are kept long enough."
    ),
    CheckDescription(
      id: "denials-are-tested",
      statement: "Tests assert that access is refused to callers who must not have it.",
      whyItMatters: "Access that is granted by mistake breaks no feature, so only a test of the refusal notices it.",
      inspected: "Test cases that assert a refusal: a 401, 403 or hiding 404, or an error that means one.",
      cannotShow: "Whether every boundary between roles has its test."
    ),
    CheckDescription(
      id: "dependencies-are-locked",
      statement: "Every manifest of dependencies has a lock file beside it or at its workspace's root.",
      whyItMatters: "Without one each build may take other code than the one that was reviewed and tested.",
      inspected: "Manifests of dependencies and the lock file that covers each. Container files have none and are left out.",
      cannotShow: "Whether builds use the lock file."
    ),
    CheckDescription(
      id: "dependencies-are-scanned",
      statement: "Every pull request's dependencies are scanned for known vulnerabilities, and a finding stops it.",
      whyItMatters: "Most code of a product is other people's, and its flaws are published.",
      inspected: "Workflows started by pull requests, for steps that audit dependencies, and whether their failure fails the run.",
      cannotShow: "Alerts the git host raises by its own settings."
    ),
    CheckDescription(
      id: "dependency-updates-are-proposed",
      statement: "A tool proposes updates of every kind of dependency the product has.",
      whyItMatters: "Updates that nobody proposes wait until a vulnerability forces them.",
      inspected: "Configuration of tools that propose updates, and the kinds of dependency they cover beside the manifests in the repository.",
      cannotShow: "Whether the proposals are merged, and tools switched on at the git host alone."
    ),
    CheckDescription(
      id: "deployments-are-recorded",
      statement: "Every deployment records what was deployed, by whom, approved by whom, and when.",
      whyItMatters: "The list of deployments is the population an auditor samples changes from.",
      inspected: "Steps that record a deployment, and the fields they write; where there are none, what the git host records by itself of environments that ask for approval.",
      cannotShow: "Records the git host keeps by itself without access to it, and whether every deployment goes this way."
    ),
    CheckDescription(
      id: "encryption-keys-rotate",
      statement: "Every encryption key the company manages rotates.",
      whyItMatters: "A key that never changes protects ever more data, and its loss exposes all of it.",
      inspected: "The rotation setting of each key in infrastructure code.",
      cannotShow: "Keys made outside the infrastructure code; keys the provider manages rotate by its own rules."
    ),
    CheckDescription(
      id: "environment-files-stay-out-of-the-repository",
      statement: "No environment file with values is part of the repository.",
      whyItMatters: "Environment files are where secrets live, so one that is committed gives them to everybody.",
      inspected: "Files named like environment files that are part of the repository and hold values; templates without values are left out.",
      cannotShow: "Files removed earlier that the history still holds."
    ),
    CheckDescription(
      id: "errors-and-metrics-are-collected",
      statement: "The application reports its errors and its measurements.",
      whyItMatters: "What is not measured is noticed by customers first.",
      inspected: "Libraries that report errors, and libraries that send or expose metrics or traces, where they are set up.",
      cannotShow: "Measurements a hosting platform takes, and whether somebody looks at them."
    ),
    CheckDescription(
      id: "health-route-tests-dependencies",
      statement: "A health route tests what the application depends on before it answers.",
      whyItMatters: "A route that merely answers keeps sending traffic to an instance that cannot reach its database.",
      inspected: "Routes that say whether the service is well, and the dependencies their handlers call.",
      cannotShow: "Whether a load balancer or orchestrator asks the route."
    ),
    CheckDescription(
      id: "incident-plan-is-current",
      statement: "A written plan for incidents has an owner and was reviewed within the last twelve months.",
      whyItMatters: "In an incident nobody has the time to decide who decides.",
      inspected: "Documents about incident response: their length, places left to fill, owner, approval and days of review. Beside a plan, a policy on the same does not count.",
      cannotShow: "Whether people know the plan, and plans kept elsewhere."
    ),
    CheckDescription(
      id: "incidents-are-reviewed",
      statement: "Incidents end in a written review.",
      whyItMatters: "What is not understood happens again.",
      inspected: "Post-incident reviews kept in the repository.",
      cannotShow: "Incidents that were never reviewed; whether none occurred, only a person can say."
    ),
    CheckDescription(
      id: "incidents-have-a-template",
      statement: "A template says what is recorded of an incident.",
      whyItMatters: "Times and decisions that are not written down during an incident cannot be shown later.",
      inspected: "Issue templates for incidents, and documents that are templates of post-incident reviews.",
      cannotShow: "Templates of a tool outside the repository."
    ),
    CheckDescription(
      id: "infrastructure-is-in-the-repository",
      statement: "Infrastructure and the database's schema are changed through files of the repository.",
      whyItMatters: "A change made by hand in a console is reviewed by nobody and recorded nowhere.",
      inspected: "Infrastructure code, and migrations where the application uses a database with a schema.",
      cannotShow: "Whether changes are also made by hand."
    ),
    CheckDescription(
      id: "infrastructure-is-scanned",
      statement: "Every pull request's infrastructure code and container files are scanned, and a finding stops it.",
      whyItMatters: "One wrong line opens a database to the internet, and no test of the application notices.",
      inspected: "Workflows started by pull requests, for steps that scan infrastructure code, or container images where there is only a container file.",
      cannotShow: "Scans the git host or the cloud account runs by its own settings."
    ),
    CheckDescription(
      id: "listeners-require-modern-tls",
      statement: "Every listener the internet can reach requires TLS 1.2 or later, or only redirects to one that does.",
      whyItMatters: "Plain HTTP and old TLS let whoever is on the way read and change what is sent.",
      inspected: "Load balancer, gateway and content network listeners in infrastructure code: protocol, policy, lowest version, redirects.",
      cannotShow: "What the live endpoint negotiates, and endpoints a hosting platform provides."
    ),
    CheckDescription(
      id: "logs-leave-out-personal-data",
      statement: "Logs leave out personal data and secrets.",
      whyItMatters: "Logs are copied to more places, read by more people and kept longer than the database.",
      inspected: "Redaction configured in the logger or before it, functions that disguise what is logged, the loggers in use, and what code hands them.",
      cannotShow: "Whether the list of redacted names is complete, and what is logged under other names."
    ),
    CheckDescription(
      id: "object-routes-check-ownership",
      statement: "Every route that takes an object's id checks that the object belongs to the caller or their tenant.",
      whyItMatters: "Otherwise a caller reads or changes another customer's record by changing the id in the address.",
      inspected: "Routes with a parameter in their path that reach stored data: a filter by user or tenant in the query, or a comparison that refuses. A route that requires an administrator's role may reach every object; any other role alone is unconfirmed.",
      cannotShow: "Rules the database enforces by itself, and whether an id in a body or query is checked."
    ),
    CheckDescription(
      id: "organization-requires-two-factors",
      statement: "The organization at the git host lets in only members who use a second factor.",
      whyItMatters: "One stolen password of one member is otherwise enough to change the product.",
      inspected: "The organization's setting as the git host reports it, and which members use no second factor.",
      cannotShow: "Anything without access to the git host."
    ),
    CheckDescription(
      id: "outbound-calls-use-tls",
      statement: "No call to another host leaves without TLS.",
      whyItMatters: "What the product sends to others is read and changed on the way like anything else.",
      inspected: "Addresses of other hosts in calls outside test code; addresses of the same machine are left out.",
      cannotShow: "Addresses that come from the environment or the database."
    ),
    CheckDescription(
      id: "passwords-are-hashed-slowly",
      statement: "Passwords are hashed with an algorithm made to be slow, at a sufficient cost.",
      whyItMatters: "A stolen table of passwords that were hashed fast is a table of passwords.",
      inspected: "Calls that hash or compare passwords, with their algorithm and cost (bcrypt 10, PBKDF2 100,000 iterations, scrypt 16,384), and fields of stored records that look like passwords.",
      cannotShow: "How an identity provider outside the repository keeps passwords."
    ),
    CheckDescription(
      id: "personal-data-is-classified",
      statement: "Every field that holds personal or confidential data has a class.",
      whyItMatters: "What is not classified is treated like everything else: logged, exported, kept for ever.",
      inspected: "Fields of models and tables whose name and context mean personal or confidential data, with classes declared beside them or in the data inventory. Guesses of low confidence are unconfirmed, and so are the classes of an inventory without owner and day of review.",
      cannotShow: "Data in free text, files and other systems, and whether a class is right."
    ),
    CheckDescription(
      id: "platform-policies-grant-least-privilege",
      statement: "No policy on the platform grants everything, a whole service everywhere, or anything to anybody.",
      whyItMatters: "Whoever takes over one service with such a policy has the whole account.",
      inspected: "Roles, users, groups, resource and trust policies of infrastructure code, merged and evaluated. A wildcard on actions or on resources alone is unconfirmed, because it is sometimes needed.",
      cannotShow: "Policies made outside the infrastructure code, and limits set above the account."
    ),
    CheckDescription(
      id: "production-deploys-need-approval",
      statement: "A person approves each deployment to production before it starts.",
      whyItMatters: "The last moment at which a wrong change can be stopped is before it reaches customers.",
      inspected: "Jobs that deploy: a step that waits for approval, an environment that can ask for one, or a release branch that takes changes by approved pull request only. Whether an environment does ask is set at the git host: with access to it, the reviewers of the environment and whether they may approve their own deployment; without, an environment is unconfirmed.",
      cannotShow: "Reviewers of an environment without access to the git host, and who approved."
    ),
    CheckDescription(
      id: "protection-is-checked-on-schedule",
      statement: "A scheduled job checks that branch protection still stands.",
      whyItMatters: "Protection that somebody lifts for a quick fix is seldom put back.",
      inspected: "Workflows with a schedule, for steps that read the branch rules and fail when they changed.",
      cannotShow: "Whether the job ran, and what it found."
    ),
    CheckDescription(
      id: "pull-requests-follow-a-template",
      statement: "A template asks every pull request for what reviewers and auditors need.",
      whyItMatters: "Why a change was made, and how it was tested, is known on the day it is made.",
      inspected: "Pull-request templates in the repository.",
      cannotShow: "Whether authors fill it in, and templates inherited from the organization."
    ),
    CheckDescription(
      id: "recovery-runbook-exists",
      statement: "Written steps for recovery have an owner and were reviewed within the last twelve months.",
      whyItMatters: "Who must recover at night follows steps, or guesses.",
      inspected: "Recovery runbooks and continuity plans: their length, places left to fill, owner, approval and days of review. Beside a runbook, a plan for continuity does not count.",
      cannotShow: "Whether the steps work; a test of recovery shows that."
    ),
    CheckDescription(
      id: "recovery-tests-are-scheduled",
      statement: "A scheduled job restores a backup and looks at what it restored.",
      whyItMatters: "A restore that nobody schedules is not done.",
      inspected: "Workflows with a schedule, for steps that restore a backup.",
      cannotShow: "Whether the job ran, and what it found."
    ),
    CheckDescription(
      id: "recovery-was-tested",
      statement: "A recovery was tested within the last twelve months, succeeded, and was signed.",
      whyItMatters: "The first recovery should not be the real one.",
      inspected: "Records of restore and failover tests: day, result, measured times, signature. A discussion around a table is no test of recovery.",
      cannotShow: "Whether the test was like the real thing."
    ),
    CheckDescription(
      id: "repository-access-is-limited",
      statement: "Nobody can change the repository, or rule over it, only because they are a member or hold a key.",
      whyItMatters: "Rights that come with membership are granted by nobody and reviewed by nobody.",
      inspected: "At the git host: what every member of the organization may do, people from outside with the rights of an administrator, and keys that can write without an account.",
      cannotShow: "Anything without access to the git host; tokens of people and applications; and whether the rights that were granted are needed."
    ),
    CheckDescription(
      id: "retention-is-enforced",
      statement: "Data past its time is deleted by something that runs.",
      whyItMatters: "A schedule that nothing carries out is a promise that is broken every day.",
      inspected: "For each period of the data inventory: a job that deletes, an expiry of the store, or a dropped partition, and whether its age fits the period.",
      cannotShow: "Whether the jobs ran, and copies in backups."
    ),
    CheckDescription(
      id: "retention-is-scheduled",
      statement: "A written schedule says how long each kind of data is kept.",
      whyItMatters: "Without a period nothing can be deleted on time, and an auditor tests you against your own words.",
      inspected: "Periods in the data inventory, whether it lists each model in which personal or confidential data was recognised, and a policy on retention with owner and day of review.",
      cannotShow: "Whether the periods are what law and contracts ask for."
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
      inspected: "For each route that needs authentication: middleware, decorators and calls that refuse callers without a role or permission. Routes that act on the caller's own record alone need none. A route limited to the caller's own or their tenant's objects is unconfirmed; where no route asks for a role at all, a limit by tenant lets everybody of the tenant do everything.",
      cannotShow: "Whether the roles are assigned rightly, or the matrix of roles is what the business wants."
    ),
    CheckDescription(
      id: "scans-run-on-schedule",
      statement: "A scan for vulnerabilities runs on a schedule, whether anything changed or not.",
      whyItMatters: "New vulnerabilities are published in code that nobody touches.",
      inspected: "Workflows with a schedule, for steps that scan source, dependencies, secrets, containers or infrastructure.",
      cannotShow: "Whether the scheduled runs happened and what came of them."
    ),
    CheckDescription(
      id: "secrets-are-scanned-for",
      statement: "Every pull request is scanned for secrets, and a finding stops it.",
      whyItMatters: "A secret that reaches the history must be changed; one that is stopped before need not.",
      inspected: "Workflows started by pull requests, for steps that run a secret scanner, and whether their failure fails the run.",
      cannotShow: "Push protection of the git host and hooks on people's machines."
    ),
    CheckDescription(
      id: "security-alerts-are-handled-in-time",
      statement: "No alert of the git host's scans stays open longer than its severity allows.",
      whyItMatters: "A weakness that is known and left is what attackers look for first, and what auditors sample.",
      inspected: "Open alerts about dependencies, source and secrets, with their age: at most 7 days for critical ones and for secrets, 30 for high, 90 for medium ones.",
      cannotShow: "Anything without access to the git host, scans that are switched off there, findings of other tools, and whether the company allowed itself other times."
    ),
    CheckDescription(
      id: "security-contact-is-published",
      statement: "Outsiders are told how to report a vulnerability.",
      whyItMatters: "Who finds a flaw and cannot report it tells somebody else.",
      inspected: "A security policy file or a `security.txt` in the repository.",
      cannotShow: "Whether reports are read, and contacts published elsewhere."
    ),
    CheckDescription(
      id: "sensitive-fields-are-protected",
      statement: "Every field of a special category, and every credential, is encrypted, hashed, tokenised or masked.",
      whyItMatters: "Encryption of the whole disk protects nothing from whoever can query the table.",
      inspected: "Fields recognised as sensitive or as credentials, with protection declared in the model or done on their way. Confidential business data and guesses of low confidence are unconfirmed, until a data inventory with owner and review gives the field a class that asks for less.",
      cannotShow: "Protection by the database or a proxy, and data in free text."
    ),
    CheckDescription(
      id: "session-cookies-are-protected",
      statement: "Session cookies are kept from scripts, sent over TLS only, and signed with a secret kept elsewhere.",
      whyItMatters: "Whoever reads a session cookie is that user.",
      inspected: "The options of session and cookie libraries: HttpOnly, Secure, SameSite and the secret's source, with the library's documented default where nothing is written.",
      cannotShow: "Cookies set by a proxy or an identity provider."
    ),
    CheckDescription(
      id: "sign-in-is-throttled",
      statement: "Every route that takes credentials limits how often it may be tried.",
      whyItMatters: "Without a limit passwords can be guessed at the speed of the network.",
      inspected: "Routes that sign callers in or recover access, with the rate limiters installed on them, on a prefix of their path, or on the whole application.",
      cannotShow: "Limits of a gateway or firewall, and limits an identity provider sets."
    ),
    CheckDescription(
      id: "source-holds-no-secrets",
      statement: "No file of the product holds a secret.",
      whyItMatters: "Everybody who ever had the repository has the secret, and it stays in the history.",
      inspected: "Every text file of the working tree, against rules for the secrets of known services and for names and values that look like one. Only a masked beginning is reported.",
      cannotShow: "The history before this commit, and whether a secret still works."
    ),
    CheckDescription(
      id: "source-is-scanned",
      statement: "Every pull request's source is scanned for vulnerabilities, and a finding stops it.",
      whyItMatters: "A flaw is cheapest before it is merged; afterwards it waits for somebody to find it.",
      inspected: "Workflows started by pull requests, for steps that run a known analyser, and whether their failure fails the run.",
      cannotShow: "Scans the git host runs by its own settings, and how the findings are triaged. Whether findings that go to the host stop a pull request needs access to it."
    ),
    CheckDescription(
      id: "status-page-is-published",
      statement: "Customers can see the state of the service.",
      whyItMatters: "Customers depend on the service and must be told when it fails.",
      inspected: "Links to, or configuration of, a status page in the repository.",
      cannotShow: "Whether the page is kept true."
    ),
    CheckDescription(
      id: "strict-transport-security-is-sent",
      statement: "Browsers are told to use HTTPS only.",
      whyItMatters: "Without it the first request of a visit goes out in the clear and can be kept there.",
      inspected: "Middleware and headers that send Strict-Transport-Security, in every package that serves routes.",
      cannotShow: "Headers that a proxy or content network adds."
    ),
    CheckDescription(
      id: "subjects-can-be-deleted",
      statement: "Personal data of one person or customer can be deleted.",
      whyItMatters: "Contracts and law ask for deletion on request, and by hand it is forgotten somewhere.",
      inspected: "Code that deletes or anonymises records, for each model that holds personal data. A mark is no deletion, and neither is one that leaves personal fields as they are; a model without code of its own may go with another and is unconfirmed then. The store of the audit trail is left out: its events go by age, and nobody deletes one.",
      cannotShow: "Copies in other systems, and whether requests are carried out in time."
    ),
    CheckDescription(
      id: "tenants-are-isolated",
      statement: "Every route that reaches records of tenants keeps to the caller's tenant.",
      whyItMatters: "One query without the tenant shows one customer another's data.",
      inspected: "Models and tables that carry the key of a tenant: row level security on the table, or a filter by user or tenant on every route that reaches it; a record that a route makes gets the tenant of the caller. The store of the audit trail is left out, which routes only add to.",
      cannotShow: "Records without such a key, caches, search and exports."
    ),
    CheckDescription(
      id: "tests-are-not-skipped",
      statement: "The product has tests, and at most one case in twenty is skipped.",
      whyItMatters: "A suite that is empty or switched off passes whatever is changed.",
      inspected: "Test suites with their number of cases, and cases that are marked to be skipped.",
      cannotShow: "What the tests cover."
    ),
    CheckDescription(
      id: "tests-are-required-before-merge",
      statement: "The git host lets nothing into the default branch before the tests have passed.",
      whyItMatters: "Tests that run beside a merge, and do not decide about it, are read when it is too late.",
      inspected: "The names of the check runs of jobs that run tests on pull requests, and the status checks that the branch's rules ask for by name. A job that only waits for the tests is unconfirmed, because the host counts a check that was skipped as passed.",
      cannotShow: "Anything without access to the git host, tests that run elsewhere, and what the tests cover."
    ),
    CheckDescription(
      id: "tests-run-on-pull-requests",
      statement: "Every pull request to the default branch runs the tests, and a failing test stops it.",
      whyItMatters: "A change that is not tested before it is merged is tested by customers.",
      inspected: "Workflows started by pull requests, for steps that run tests, and whether their failure fails the run; limits by branch, path and condition.",
      cannotShow: "Whether the git host requires the run before a merge, and what the tests cover."
    ),
    CheckDescription(
      id: "tokens-are-verified-and-expire",
      statement: "Tokens are verified before they are trusted, expire, and are signed with a secret kept elsewhere.",
      whyItMatters: "A token that is only decoded can be made by anybody; one that never expires is a password that cannot be changed.",
      inspected: "Calls that sign, verify or decode tokens: the algorithms named, the lifetime given when signing, and where the secret comes from.",
      cannotShow: "The strength of a secret kept elsewhere, and whether tokens are revoked."
    ),
    CheckDescription(
      id: "vendor-reviews-are-in-date",
      statement: "Somebody reviewed each registered vendor within the last twelve months.",
      whyItMatters: "A vendor's security changes after the contract is signed.",
      inspected: "Day and reviewer of the last review of each entry of the vendor register.",
      cannotShow: "How thorough the review was."
    ),
    CheckDescription(
      id: "vendors-are-registered",
      statement: "Every vendor in use is in a register that gives its owner, its tier and the data it gets.",
      whyItMatters: "A vendor that nobody lists is one that nobody has looked at.",
      inspected: "The vendor register, beside the vendors that libraries, infrastructure code, actions and addresses show to be in use.",
      cannotShow: "Vendors that leave no trace in the repository, such as payroll."
    ),
    CheckDescription(
      id: "workflows-cannot-approve-changes",
      statement: "No workflow can give the approval that a change needs.",
      whyItMatters: "Whoever may change a workflow could otherwise approve their own change through it.",
      inspected: "The repository's setting for workflows as the git host reports it.",
      cannotShow: "Anything without access to the git host, and approvals by other applications."
    ),
    CheckDescription(
      id: "workflows-resist-injection",
      statement: "No workflow runs what an outsider writes, or holds more rights than it needs.",
      whyItMatters: "A workflow holds the keys to production; text of a pull request that reaches its shell takes them.",
      inspected: "Untrusted text in scripts, checkouts of untrusted code with rights, permissions of the token, and secrets handed on whole.",
      cannotShow: "What actions of others do, and the default rights set at the git host."
    ),
  ]
}
