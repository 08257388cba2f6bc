extension PureFunction {
  static let networks: [String: PureFunction] = [
    "cidrhost": PureFunction(2...2) { (a) throws(EvaluationFailure) in
      let block = try block(a.string(0))
      let number = try a.integer(1)
      guard let address = block.host(number) else {
        throw EvaluationFailure("cidrhost is outside its block")
      }
      return .string(address.description)
    },
    "cidrnetmask": PureFunction(1...1) { (a) throws(EvaluationFailure) in
      let block = try block(a.string(0))
      guard block.address.width == 32 else { throw EvaluationFailure("cidrnetmask wants IPv4") }
      return .string(
        NetworkAddress(bits: NetworkBlock.mask(block.prefix, of: 32), width: 32).description
      )
    },
    "cidrsubnet": PureFunction(3...3) { (a) throws(EvaluationFailure) in
      let block = try block(a.string(0))
      guard let subnet = block.subnet(adding: try a.integer(1), number: try a.integer(2)) else {
        throw EvaluationFailure("cidrsubnet does not fit")
      }
      return .string(subnet.description)
    },
    "cidrsubnets": PureFunction(1...200) { (a) throws(EvaluationFailure) in
      let block = try block(a.string(0))
      var results: [Value] = []
      var next: UInt128 = block.address.bits
      for position in a.values.indices.dropFirst() {
        let prefix = block.prefix + (try a.integer(position))
        guard prefix > block.prefix, prefix <= block.address.width else {
          throw EvaluationFailure("cidrsubnets does not fit")
        }
        let size = UInt128(1) << UInt128(block.address.width - prefix)
        guard next <= UInt128.max - size else {
          throw EvaluationFailure("cidrsubnets does not fit")
        }
        let start = (next + size - 1) / size * size
        guard block.contains(start), block.contains(start + (size - 1)) else {
          throw EvaluationFailure("cidrsubnets does not fit")
        }
        let address = NetworkAddress(bits: start, width: block.address.width)
        results.append(.string(NetworkBlock(address: address, prefix: prefix).description))
        next = start &+ size
      }
      return .list(ListValue(.list, results))
    },
  ]

  private static func block(_ text: String) throws(EvaluationFailure) -> NetworkBlock {
    guard let block = NetworkBlock(text) else {
      throw EvaluationFailure("\(text.prefix(60)) is not a network block")
    }
    return block
  }
}
