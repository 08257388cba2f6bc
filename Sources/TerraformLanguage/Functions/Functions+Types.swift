extension PureFunction {
  static let types: [String: PureFunction] = [
    "tostring": PureFunction(1...1, takesUnknown: true) { (a) throws(EvaluationFailure) in
      try Conversion.string(a.values[0])
    },
    "tonumber": PureFunction(1...1, takesUnknown: true) { (a) throws(EvaluationFailure) in
      try Conversion.number(a.values[0])
    },
    "tobool": PureFunction(1...1, takesUnknown: true) { (a) throws(EvaluationFailure) in
      try Conversion.bool(a.values[0])
    },
    "tolist": PureFunction(1...1, takesUnknown: true) { (a) throws(EvaluationFailure) in
      if a.values[0].unknown != nil || a.values[0].isNull { return a.values[0] }
      return Conversion.list(try a.list(0).elements)
    },
    "toset": PureFunction(1...1, takesUnknown: true) { (a) throws(EvaluationFailure) in
      if a.values[0].unknown != nil || a.values[0].isNull { return a.values[0] }
      return Conversion.set(try a.list(0).elements)
    },
    "tomap": PureFunction(1...1, takesUnknown: true) { (a) throws(EvaluationFailure) in
      if a.values[0].unknown != nil || a.values[0].isNull { return a.values[0] }
      return Conversion.map(try a.object(0).entries)
    },
    "sensitive": PureFunction(1...1, takesUnknown: true) { $0.values[0] },
    "nonsensitive": PureFunction(1...1, takesUnknown: true) { $0.values[0] },
    "issensitive": PureFunction(1...1, takesUnknown: true) { _ in
      .unknown(because: "sensitivity is not followed")
    },
    "ephemeralasnull": PureFunction(1...1, takesUnknown: true) { $0.values[0] },
  ]
}
