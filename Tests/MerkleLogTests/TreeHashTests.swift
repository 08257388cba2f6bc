import MerkleLog
import Testing

@Suite("Hashes of the tree")
struct TreeHashTests {
  @Test("the empty tree, a leaf and a node hash as RFC 6962's reference implementations say")
  func agreesWithReference() {
    #expect(hex(TreeHash()).hasPrefix("e3b0c44298fc1c14"))
    #expect(hex(TreeHash(leaf: Array("L123456".utf8))).hasPrefix("395aa064"))
  }

  private func hex(_ hash: TreeHash) -> String {
    hash.bytes.map { byte in
      let text = String(byte, radix: 16)
      return text.count == 1 ? "0" + text : text
    }.joined()
  }
}
