import ArgumentParser
import Engine
import Foundation
import ReadinessModel
import Reports

/// Keeps the deploy trail.
struct Deploy: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Keep the deploy trail: what went where, who said yes, and when.",
    subcommands: [DeployRecordCommand.self, DeployReview.self, DeployList.self]
  )
}

/// Records a deployment.
struct DeployRecordCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Record a deployment in the ledger.",
    discussion: """
      Examples:
        auditwright deploy record --version v2.14.0 --environment production \\
          --deployer carlos --approver sarah --pull-request 412 --artifact sha256:…
        auditwright deploy record --version v2.14.1 --environment production \\
          --deployer carlos --emergency "payments were down"

      In GitHub Actions the commit, the deployer and the run are taken from the environment. Whether \
      the commit is on the protected branch is asked of git; fetch the whole history for that.
      """
  )

  @Option(help: "What is deployed, as its users name it.")
  var version: String

  @Option(help: "Where to.")
  var environment: String

  @Option(help: "The commit; by default GITHUB_SHA.")
  var commit: String?

  @Option(
    name: .customLong("pull-request"),
    help: "Number of a pull request that comes with it; may be given again."
  )
  var pullRequests: [Int] = []

  @Option(help: "Digest of what is deployed, with its algorithm.")
  var artifact: String?

  @Option(help: "Who started it; by default GITHUB_TRIGGERING_ACTOR or GITHUB_ACTOR.")
  var deployer: String?

  @Option(help: "Who approved it.")
  var approver: String?

  @Option(name: .customLong("requested-at"), help: "When it was asked for.")
  var requestedAt: String?

  @Option(name: .customLong("approved-at"), help: "When it was approved.")
  var approvedAt: String?

  @Option(name: .customLong("finished-at"), help: "When it ended; by default now.")
  var finishedAt: String?

  @Option(help: "How it ended: success, failure or rolled-back.")
  var status = DeployRecord.Status.success

  @Option(name: .customLong("run-url"), help: "Page of the run; by default that of the workflow.")
  var runURL: String?

  @Option(name: .customLong("rollback-of"), help: "The version that it takes back.")
  var rollbackOf: String?

  @Option(help: "Why it could not wait for an approval; somebody else has to review it afterwards.")
  var emergency: String?

  @Option(help: "The protected branch; by default main.")
  var branch = "main"

  @Option(help: "Folder of the repository.", completion: .directory)
  var repository = "."

  mutating func validate() throws {
    for (name, text) in [
      ("requested-at", requestedAt), ("approved-at", approvedAt), ("finished-at", finishedAt),
    ] {
      if let text, Moment(text) == nil {
        throw ValidationError("--\(name) takes a time such as 2026-02-17T14:23:01Z, not '\(text)'.")
      }
    }
    if artifact?.contains(":") == false {
      throw ValidationError("--artifact takes a digest with its algorithm, such as sha256:….")
    }
  }

  func run() throws {
    let variables = ProcessInfo.processInfo.environment
    guard let commit = commit ?? variables["GITHUB_SHA"] else {
      throw ValidationError("Give --commit, for example --commit $(git rev-parse HEAD).")
    }
    guard
      let deployer = deployer ?? variables["GITHUB_TRIGGERING_ACTOR"] ?? variables["GITHUB_ACTOR"]
    else { throw ValidationError("Give --deployer, the account that started the deployment.") }
    let context = RunContext.current()
    let deployment = DeployRecord(
      version: version,
      commit: commit,
      environment: environment,
      pullRequests: pullRequests,
      artifactDigest: artifact,
      deployer: deployer,
      approver: approver,
      requestedAt: requestedAt.flatMap { Moment($0) },
      approvedAt: approvedAt.flatMap { Moment($0) },
      finishedAt: finishedAt.flatMap { Moment($0) } ?? context.clock(),
      status: status,
      runURL: runURL ?? workflowRun(variables),
      rollbackOf: rollbackOf,
      emergency: emergency.map { DeployRecord.Emergency(reason: $0) }
    )
    let trail = DeployTrail(of: repository, context: context)
    let id = try trail.record(deployment, branch: branch, actor: variables["GITHUB_ACTOR"])
    Terminal.write("\(id) \(SafeText.line(deployment.version)) \(SafeText.line(environment))\n")
  }

  private func workflowRun(_ variables: [String: String]) -> String? {
    guard
      let server = variables["GITHUB_SERVER_URL"], let name = variables["GITHUB_REPOSITORY"],
      let run = variables["GITHUB_RUN_ID"]
    else { return nil }
    return "\(server)/\(name)/actions/runs/\(run)"
  }
}

/// Records the review of an emergency.
struct DeployReview: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Record that somebody looked at an emergency afterwards.",
    discussion: """
      Example:
        auditwright deploy review v2.14.1 --environment production --reviewer sarah
      """
  )

  @Argument(help: "The version.")
  var version: String

  @Option(help: "Where it was deployed to.")
  var environment: String

  @Option(help: "Who looked at it.")
  var reviewer: String

  @Option(help: "Folder of the repository.", completion: .directory)
  var repository = "."

  func run() throws {
    let id = try DeployTrail(of: repository, context: .current())
      .review(version, in: environment, by: reviewer, actor: nil)
    Terminal.write("\(id)\n")
  }
}

/// Lists the deployments recorded.
struct DeployList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the deployments recorded.",
    discussion: """
      Examples:
        auditwright deploy list
        auditwright deploy list --format csv --output deployments.csv
      """
  )

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
    case csv
  }

  @Argument(help: "Folder of the repository.", completion: .directory)
  var path = "."

  @OptionGroup var output: OutputOptions

  @Option(help: "Format of the output.")
  var format = Format.text

  func run() throws {
    let records = try DeployTrail(of: path, context: .current()).records()
    let formatted = DeployTrailFormat(width: output.width, isColored: output.isColored)
    switch format {
    case .text: try output.write(formatted.table(records))
    case .csv: try output.write(formatted.csv(records))
    case .json: try output.write(try EncodedJSON.text(records))
    }
  }
}

extension DeployRecord.Status: ExpressibleByArgument {}
