import Crypto
import Foundation
import ReadinessModel

/// Asks a person before something is written.
///
/// A client that can put a form before a person is made to: then it is the person's answer that counts,
/// and the argument `confirm` alone does not. Where nobody can be asked that way, the argument stands for
/// the person's word, and the client's own question about the call is what there is.
struct Confirmation {
  private static let key = "confirm"
  private static let secondsValid = 600

  /// What is to be done, for the person.
  let question: String
  /// What exactly is agreed to; an answer counts for nothing else.
  let subject: String

  /// Returns when it may be done.
  func require(for call: ToolCall, _ arguments: JSON, in workshop: Workshop) throws {
    guard call.running.asksPeople else {
      guard arguments["confirm"] == true else {
        throw ToolFailure(
          "this writes, and nobody has agreed to it",
          next:
            "Show the person what will be written; when they agree, call again with confirm: true."
        )
      }
      return
    }
    if call.running.revision == .stateless {
      try requireInRounds(call, workshop)
    } else {
      try judge(call.ask(form))
    }
  }

  private var form: JSON {
    [
      "message": .string(question),
      "requestedSchema": [
        "type": "object",
        "properties": [
          Self.key: [
            "type": "boolean", "title": "Do it",
            "description": "Whether it may be written.", "default": false,
          ]
        ],
        "required": [.string(Self.key)],
      ],
    ]
  }

  private func requireInRounds(_ call: ToolCall, _ workshop: Workshop) throws {
    if let answer = call.parameters["inputResponses"]?[Self.key],
      let state = call.parameters["requestState"]?.text
    {
      guard isOurs(state, workshop) else {
        throw ToolFailure(
          "the answer belongs to another question, or came too late",
          next: "Call again, and put the new question before the person."
        )
      }
      return try judge(answer)
    }
    let expiry = Int(Date().timeIntervalSince1970) + Self.secondsValid
    throw InputRequired(
      result: [
        "resultType": "input_required",
        "inputRequests": [
          Self.key: [
            "method": "elicitation/create", "params": form.setting(["mode": "form"]),
          ]
        ],
        "requestState": .string("\(expiry).\(mark(expiry, workshop))"),
      ]
    )
  }

  private func judge(_ answer: JSON?) throws {
    let isAgreed = answer?["action"] == "accept" && answer?["content"]?[Self.key] == true
    guard isAgreed else {
      throw ToolFailure(
        "the person did not agree, so nothing was written",
        next: "Ask what should be different."
      )
    }
  }

  // MARK: - State

  private func isOurs(_ state: String, _ workshop: Workshop) -> Bool {
    let parts = state.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let expiry = Int(parts[0]),
      expiry > Int(Date().timeIntervalSince1970)
    else { return false }
    guard let code = Data(base64Encoded: String(parts[1])) else { return false }
    return HMAC<SHA256>.isValidAuthenticationCode(
      code,
      authenticating: text(expiry),
      using: workshop.questionKey
    )
  }

  private func mark(_ expiry: Int, _ workshop: Workshop) -> String {
    let code = HMAC<SHA256>.authenticationCode(
      for: text(expiry),
      using: workshop.questionKey
    )
    return Data(code).base64EncodedString()
  }

  private func text(_ expiry: Int) -> Data { Data("\(expiry)\n\(subject)\n\(question)".utf8) }
}
