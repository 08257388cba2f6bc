import MerkleLog

/// RFC 6962's definitions, word for word; slow, and so plain that there is nothing to get wrong.
enum ReferenceTree {
  static func root(_ leaves: ArraySlice<[UInt8]>) -> TreeHash {
    guard let first = leaves.first else { return TreeHash() }
    if leaves.count == 1 { return TreeHash(leaf: first) }
    let (left, right) = split(leaves)
    return TreeHash(left: root(left), right: root(right))
  }

  static func path(_ index: Int, _ leaves: ArraySlice<[UInt8]>) -> [TreeHash] {
    if leaves.count == 1 { return [] }
    let (left, right) = split(leaves)
    return index < left.count
      ? path(index, left) + [root(right)]
      : path(index - left.count, right) + [root(left)]
  }

  static func proof(_ oldSize: Int, _ leaves: ArraySlice<[UInt8]>) -> [TreeHash] {
    subproof(oldSize, leaves, isWhole: true)
  }

  private static func subproof(
    _ oldSize: Int,
    _ leaves: ArraySlice<[UInt8]>,
    isWhole: Bool
  ) -> [TreeHash] {
    if oldSize == leaves.count { return isWhole ? [] : [root(leaves)] }
    let (left, right) = split(leaves)
    return oldSize <= left.count
      ? subproof(oldSize, left, isWhole: isWhole) + [root(right)]
      : subproof(oldSize - left.count, right, isWhole: false) + [root(left)]
  }

  private static func split(
    _ leaves: ArraySlice<[UInt8]>
  ) -> (ArraySlice<[UInt8]>, ArraySlice<[UInt8]>) {
    var size = 1
    while size * 2 < leaves.count { size *= 2 }
    let middle = leaves.startIndex + size
    return (leaves[..<middle], leaves[middle...])
  }
}

/// A tree with every node kept, as a log keeps them.
struct KeptTree {
  private(set) var range = CompactRange()
  private var rows: [[TreeHash]] = []

  init(_ leaves: [[UInt8]]) {
    for leaf in leaves { rows.append(range.append(TreeHash(leaf: leaf))) }
  }

  func node(_ address: NodeAddress) -> TreeHash { rows[address.lastLeaf][address.level] }
}
