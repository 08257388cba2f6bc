extension LogDataAccess {
  /// Days are a number: what is none would be taken for the standard one without a word.
  package static func objection(to answer: String, of decision: FixDecision.ID) -> String? {
    guard decision == hotDays.id else { return nil }
    guard let days = Int(answer), (1...36_500).contains(days) else {
      return "'\(answer)' is no number of days between 1 and 36500"
    }
    return nil
  }
}
