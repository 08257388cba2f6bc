package import Foundation

/// The way to a language model that somebody set up; there is none unless somebody did.
package struct ModelAccess: Hashable, Sendable {
  /// The form of requests and answers.
  package enum Interface: String, Hashable, Sendable, CaseIterable {
    /// Anthropic's messages.
    case anthropic
    /// Chat completions as OpenAI has them, and many servers with it.
    case openAI = "openai"
  }

  /// The form of requests and answers.
  package let interface: Interface
  /// Where the server is.
  package let base: URL
  /// The model's name.
  package let model: String
  let key: String?

  /// The host, for people to read.
  package var host: String { base.host() ?? base.absoluteString }

  /// Finds the way that the environment names; nil when it names none.
  ///
  /// `OPENAI_BASE_URL` comes before `ANTHROPIC_API_KEY`, since it is the one that can be on this machine.
  package static func configured(
    by environment: [String: String]
  ) throws(ModelFailure) -> ModelAccess? {
    let named = { (name: String) in environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    let interface: Interface
    let address: String
    let key: String?
    if let base = named("OPENAI_BASE_URL") {
      (interface, address, key) = (.openAI, base, named("OPENAI_API_KEY"))
    } else if let secret = named("ANTHROPIC_API_KEY") {
      interface = .anthropic
      (address, key) = (named("ANTHROPIC_BASE_URL") ?? "https://api.anthropic.com", secret)
    } else {
      return nil
    }
    guard let base = URL(string: address), let host = base.host(), !host.isEmpty,
      base.scheme == "https" || base.scheme == "http", base.user() == nil, base.query() == nil
    else {
      throw ModelFailure(
        "'\(address)' is no address of a model's server",
        next: "Give one such as http://localhost:11434/v1."
      )
    }
    guard base.scheme == "https" || ["localhost", "127.0.0.1", "::1", "[::1]"].contains(host) else {
      throw ModelFailure(
        "\(address) is not encrypted, and is not on this machine",
        next: "Give an address with https."
      )
    }
    guard let model = named("AUDITWRIGHT_MODEL") else {
      throw ModelFailure("no model is named", next: "Name it in AUDITWRIGHT_MODEL.")
    }
    return ModelAccess(interface: interface, base: base, model: model, key: key)
  }
}

/// Why a model gave no answer that can be used.
package struct ModelFailure: Error, Hashable, Sendable {
  /// What happened.
  package let problem: String
  /// What to do next.
  package let next: String

  /// Creates a failure.
  package init(_ problem: String, next: String) {
    self.problem = problem
    self.next = next
  }
}
