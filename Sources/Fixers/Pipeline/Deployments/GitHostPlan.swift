/// What the plan of the git host lets a team ask of a deployment.
enum GitHostPlan: String {
  /// A public repository: environments have reviewers on every plan.
  case isPublic = "public"
  /// GitHub Enterprise: environments of private repositories have reviewers.
  case enterprise
  /// A private repository on Free, Pro or Team: environments have none.
  case team

  static let decision = FixDecision(
    id: "github-plan",
    question: "Is the repository public, or on which plan of GitHub is it?",
    choices: [
      .init("public", "It is public: the environment asks reviewers before a deployment starts."),
      .init(
        "enterprise",
        "It is private, on GitHub Enterprise: the environment asks reviewers as well."
      ),
      .init(
        "team",
        "It is private, on Free, Pro or Team, where environments have no reviewers: what is merged"
          + " into a protected release branch by an approved pull request is deployed."
      ),
    ]
  )

  static let releaseBranch = FixDecision(
    id: "release-branch",
    question: "What is the branch called that is deployed from, where environments have no"
      + " reviewers?",
    standard: "production"
  )
}
