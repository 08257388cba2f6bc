extension BoundedExpression {
  /// Makes a text that the expression matches, so that a table of expressions can test itself.
  ///
  /// `choose` is asked for a number below its argument wherever the expression leaves a choice.
  package func sample(choosing choose: (Int) -> Int) -> [UInt8] {
    var reader = ExpressionReader(text)
    guard let part = try? reader.read() else { return [] }
    return Self.sample(part, choose)
  }

  private static func sample(_ part: ExpressionPart, _ choose: (Int) -> Int) -> [UInt8] {
    switch part {
    case .wordBoundary: return []
    case .capture(let inner): return sample(inner, choose)
    case .sequence(let parts): return parts.flatMap { sample($0, choose) }
    case .choice(let alternatives): return sample(alternatives[choose(alternatives.count)], choose)
    case .repetition(let inner, let least, let most):
      let count = least + choose(min(most - least, 40) + 1)
      return (0..<count).flatMap { _ in sample(inner, choose) }
    case .set(let set):
      // Printable characters first: what a class excludes is rarely meant to be a control byte.
      let printable = (UInt8(33)...126).filter(set.contains)
      let bytes = printable.isEmpty ? (UInt8.min...UInt8.max).filter(set.contains) : printable
      return bytes.isEmpty ? [] : [bytes[choose(bytes.count)]]
    }
  }
}
