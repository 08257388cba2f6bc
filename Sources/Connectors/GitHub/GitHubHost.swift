package import ReadinessModel

/// The git host GitHub, asked about one repository, for reading only.
///
/// Whatever cannot be read says so in its place; nothing of it is turned into an answer.
package struct GitHubHost: Sendable {
  let client: GitHubClient
  /// The repository.
  package let repository: GitHubName

  /// Creates access to a repository.
  package init(_ access: GitHubAccess, repository: GitHubName) {
    self.repository = repository
    client = GitHubClient(access, repository: repository)
  }

  /// Reads the settings as they are now.
  ///
  /// Without the repository itself nothing else is asked.
  package func facts() -> Observation<HostFacts> {
    let reader = GitHubReader(client: client)
    switch reader.repository() {
    case .failure(let refusal):
      return .notObservable(
        reason: "the repository \(repository) cannot be read: \(refusal.reason)"
      )
    case .success(let found): return .observed(facts(of: found, reader))
    }
  }

  /// Scopes of the token, as the host told them; nil for tokens that have none.
  package var scopes: String? { client.scopes }

  private typealias Change = @Sendable (inout HostFacts) -> Void

  private func facts(of found: HostRepository, _ reader: GitHubReader) -> HostFacts {
    let parts: [@Sendable () -> Change] = [
      {
        let rulesets = reader.rulesets()
        let rules = BranchRulesReader(reader: reader, branch: found.defaultBranch).read(rulesets)
        return {
          $0.rulesets = rulesets
          $0.branchRules = rules
        }
      },
      {
        let seen = reader.environments()
        return { $0.environments = seen }
      },
      {
        let seen = reader.organization(found)
        let members = reader.members(found)
        return {
          $0.organization = seen
          $0.members = members
        }
      },
      {
        let seen = reader.collaborators()
        return { $0.collaborators = seen }
      },
      {
        let seen = reader.deployKeys()
        return { $0.deployKeys = seen }
      },
      {
        let seen = reader.actions()
        return { $0.actions = seen }
      },
      {
        let seen = reader.dependencyAlerts(onlyOpen: true)
        return { $0.dependencyAlerts = seen }
      },
      {
        let seen = reader.codeAlerts(onlyOpen: true)
        let setUp = reader.codeScanningSetUp()
        return {
          $0.codeAlerts = seen
          $0.setSecurity { $0.codeScanning = setUp }
        }
      },
      {
        let seen = reader.secretAlerts(onlyOpen: true)
        return { $0.secretAlerts = seen }
      },
    ]
    var facts = HostFacts(observedAt: client.access.now(), repository: found)
    for change in concurrentMap(parts, threads: client.access.parallelRequests, { $0() }) {
      change(&facts)
    }
    facts.readings = reader.log.readings
    let isOn = facts.readings.first { $0.endpoint.hasSuffix("/dependabot/alerts") }
    switch isOn?.outcome {
    case .read: facts.setSecurity { $0.dependencyAlerts = true }
    case .switchedOff: facts.setSecurity { $0.dependencyAlerts = false }
    default: break
    }
    return facts
  }
}

extension HostFacts {
  /// Adds to what is known of the host's scans, where anything is known of them.
  fileprivate mutating func setSecurity(_ change: (inout RepositorySecurity) -> Void) {
    var security = repository.security.value ?? RepositorySecurity()
    let before = security
    change(&security)
    guard security != before else { return }
    repository.security = .observed(security)
  }
}
