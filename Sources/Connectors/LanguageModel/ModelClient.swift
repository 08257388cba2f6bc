package import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Asks a language model one question, and takes one text.
package struct ModelClient: Sendable {
  private static let bytesAtMost = 1_000_000

  private let access: ModelAccess
  private let secondsAtMost: Double

  /// Creates a client.
  package init(_ access: ModelAccess, secondsAtMost: Double = 60) {
    self.access = access
    self.secondsAtMost = secondsAtMost
  }

  /// The body of the request, exactly as it is sent.
  package func body(
    system: String,
    user: String,
    tokensAtMost: Int = 1_000
  ) throws(ModelFailure) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let question = Message(role: "user", content: user)
    do {
      return switch access.interface {
      case .anthropic:
        try encoder.encode(
          Question(
            model: access.model,
            maxTokens: tokensAtMost,
            system: system,
            messages: [question]
          )
        )
      case .openAI:
        try encoder.encode(
          Question(
            model: access.model,
            maxTokens: tokensAtMost,
            messages: [Message(role: "system", content: system), question]
          )
        )
      }
    } catch {
      throw ModelFailure("the question cannot be written: \(error)", next: "Use other words.")
    }
  }

  /// Sends a body and gives the text of the answer.
  package func answer(to body: Data) throws(ModelFailure) -> String {
    var request = URLRequest(url: endpoint)
    request.httpMethod = "POST"
    request.httpBody = body
    request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    switch access.interface {
    case .anthropic:
      request.setValue("2023-06-01", forHTTPHeaderField: "anthropic-version")
      request.setValue(access.key, forHTTPHeaderField: "x-api-key")
    case .openAI:
      if let key = access.key {
        request.setValue("Bearer \(key)", forHTTPHeaderField: "Authorization")
      }
    }
    let transport = HTTPTransport(secondsAtMost: secondsAtMost, bytesAtMost: Self.bytesAtMost)
    let answer: (status: Int, body: Data)
    do {
      answer = try transport.send(request)
    } catch {
      throw ModelFailure(
        "\(access.host) cannot be reached: \(error.problem)",
        next: "See whether the server runs, or ask without a model."
      )
    }
    guard answer.status == 200 else {
      // What the server says may hold anything; only the number is told.
      throw ModelFailure(
        "\(access.host) answered with status \(answer.status)",
        next: "See whether the key, the model's name and the address are right."
      )
    }
    return try text(of: answer.body)
  }

  private var endpoint: URL {
    switch access.interface {
    case .anthropic: access.base.appending(path: "v1/messages")
    case .openAI: access.base.appending(path: "chat/completions")
    }
  }

  private func text(of body: Data) throws(ModelFailure) -> String {
    let text: String?
    switch access.interface {
    case .anthropic:
      let answer = try? JSONDecoder().decode(MessagesAnswer.self, from: body)
      if answer?.stopReason == "refusal" { throw Self.refusal }
      if answer?.stopReason == "max_tokens" { throw Self.cutOff }
      text = answer?.content.compactMap(\.text).joined()
    case .openAI:
      let choice = (try? JSONDecoder().decode(CompletionAnswer.self, from: body))?.choices.first
      if choice?.message.refusal != nil || choice?.finishReason == "content_filter" {
        throw Self.refusal
      }
      if choice?.finishReason == "length" { throw Self.cutOff }
      text = choice?.message.content
    }
    guard let text, !text.isEmpty else {
      throw ModelFailure(
        "\(access.host) gave an answer without a text",
        next: "Ask again, or without a model."
      )
    }
    return text
  }

  private static let refusal = ModelFailure(
    "the model refused to answer",
    next: "Use other words, or ask without a model."
  )

  private static let cutOff = ModelFailure(
    "the model's answer is longer than it may be, and was cut off",
    next: "Ask for less at a time, or without a model."
  )

  // MARK: - Wire

  private struct Message: Codable {
    var role: String
    var content: String
  }

  private struct Question: Encodable {
    var model: String
    var maxTokens: Int
    var system: String?
    var messages: [Message]

    private enum CodingKeys: String, CodingKey {
      case model
      case maxTokens = "max_tokens"
      case system
      case messages
    }
  }

  private struct MessagesAnswer: Decodable {
    struct Block: Decodable { var text: String? }
    var content: [Block]
    var stopReason: String?

    private enum CodingKeys: String, CodingKey {
      case content
      case stopReason = "stop_reason"
    }
  }

  private struct CompletionAnswer: Decodable {
    struct Choice: Decodable {
      struct Message: Decodable {
        var content: String?
        var refusal: String?
      }
      var message: Message
      var finishReason: String?

      private enum CodingKeys: String, CodingKey {
        case message
        case finishReason = "finish_reason"
      }
    }
    var choices: [Choice]
  }
}
