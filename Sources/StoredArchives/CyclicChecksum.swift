/// The CRC-32 that zip files carry.
///
/// It finds damage, not malice: what may be relied on has a digest that was signed.
struct CyclicChecksum {
  private var state: UInt32 = .max

  var value: UInt32 { ~state }

  mutating func update(_ bytes: some Collection<UInt8>) {
    var state = state
    Self.table.withUnsafeBufferPointer { table in
      let isDone: Void? = bytes.withContiguousStorageIfAvailable { bytes in
        for byte in bytes { state = table[Int((state ^ UInt32(byte)) & 255)] ^ state >> 8 }
      }
      if isDone == nil {
        for byte in bytes { state = table[Int((state ^ UInt32(byte)) & 255)] ^ state >> 8 }
      }
    }
    self.state = state
  }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in
      value & 1 == 1 ? value >> 1 ^ 0xedb8_8320 : value >> 1
    }
  }
}
