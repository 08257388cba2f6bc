import Foundation
import MerkleLog
import ReadinessModel
import Reports
import TestSupport
import Testing

/// Python, where it is installed.
enum Python {
  static let path = ["/usr/bin/python3", "/usr/local/bin/python3", "/opt/homebrew/bin/python3"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  /// Runs it without an environment and without packages, in a folder of its own.
  static func run(_ arguments: [String], in folder: TemporaryFolder) throws -> (Int32, String) {
    let process = Process()
    process.executableURL = URL(filePath: try #require(path))
    process.arguments = ["-I", "-S"] + arguments
    process.environment = [:]
    process.currentDirectoryURL = folder.url
    try folder.write("", to: "output")
    let output = folder.url.appending(path: "output")
    let handle = try FileHandle(forWritingTo: output)
    process.standardOutput = handle
    process.standardError = handle
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return (process.terminationStatus, try folder.read("output"))
  }
}

@Suite(
  "The verifier in a package, run by Python without packages or environment",
  .enabled(if: Python.path != nil, "python3 is not installed")
)
struct PackagePythonTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder(["verify.py": PackageTexts.verifier]) }

  private func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: folder.url.appending(path: name))
  }

  /// Runs some lines after the verifier was loaded as `v`.
  private func run(_ lines: String) throws -> (Int32, String) {
    let start = """
      import importlib.util, io, sys, zlib
      spec = importlib.util.spec_from_file_location("v", "verify.py")
      v = importlib.util.module_from_spec(spec)
      spec.loader.exec_module(v)

      def holds(data):
          try:
              v.check(v.Zip(io.BytesIO(data)))
              return True
          except Exception:
              return False

      """
    try folder.write(start + lines, to: "driver.py")
    return try Python.run(["driver.py"], in: folder)
  }

  @Test("it finds that a package is whole, packed or not, in both kinds, with and without a key")
  func whole() throws {
    let fixture = try PackageFixture()
    try folder.write(fixture.publicKey.text + "\n", to: "key.vkey")
    try folder.write(fixture.publicKey.pem, to: "key.pem")
    for (bytes, name) in [
      (try fixture.package().bytes, "raw.zip"),
      (try fixture.package(.redacted).bytes, "redacted.zip"),
      (try fixture.tinyPackage(), "tiny.zip"),
    ] {
      try write(bytes, to: name)
      let (code, output) = try Python.run(["verify.py", name], in: folder)
      #expect(code == 0 && output.contains("EVERYTHING FITS"), "\(name): \(output)")
      #expect(output.contains("not who made it"))
      for key in ["key.vkey", "key.pem"] {
        let (code, output) = try Python.run(["verify.py", name, key], in: folder)
        #expect(code == 0 && output.contains("the key that you gave"), "\(name): \(output)")
      }
      try folder.write("", to: "unpacked-\(name)/x")
      try FileManager.default.removeItem(at: folder.url.appending(path: "unpacked-\(name)/x"))
      for (file, text) in try PackageFixture.texts(in: bytes) {
        try folder.write(text, to: "unpacked-\(name)/\(file)")
      }
      let (unpacked, words) = try Python.run(["verify.py", "unpacked-\(name)"], in: folder)
      #expect(unpacked == 0, "\(words)")
      try folder.write("x", to: "unpacked-\(name)/added.txt")
      let (added, complaint) = try Python.run(["verify.py", "unpacked-\(name)"], in: folder)
      #expect(added == 1 && complaint.contains("added.txt is in the package and not in"))
    }
  }

  @Test("another key is refused, and so is what is no package")
  func refusals() throws {
    let fixture = try PackageFixture()
    try write(try fixture.tinyPackage(), to: "tiny.zip")
    try folder.write(
      "x+00000000+" + Data([1] + [UInt8](repeating: 3, count: 32)).base64EncodedString(),
      to: "other"
    )
    let (code, output) = try Python.run(["verify.py", "tiny.zip", "other"], in: folder)
    #expect(code == 1 && output.contains("NOT AS IT WAS SIGNED"), "\(output)")
    try folder.write("PK", to: "short.zip")
    #expect(try Python.run(["verify.py", "short.zip"], in: folder).0 == 1)
    #expect(try Python.run(["verify.py", "nothing.zip"], in: folder).0 == 5)
    #expect(try Python.run(["verify.py"], in: folder).0 == 2)
  }

  @Test("its arithmetic gives what RFC 8032 says, and refuses what is changed or not reduced")
  func vectors() throws {
    let (code, output) = try run(
      """
      vectors = [
        ("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
         "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
         "d25bf5f0595bbe24655141438e7a100b"),
        ("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
         "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
         "387b2eaeb4302aeeb00d291612bb0c00"),
        ("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
         "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
         "4a7c15e9716ed28dc027beceea1ec40a"),
      ]
      for key, message, signature in vectors:
          key, message, signature = map(bytes.fromhex, (key, message, signature))
          assert v.is_signed(message, signature, key)
          assert not v.is_signed(message + b"x", signature, key)
          s = int.from_bytes(signature[32:], "little") + v.L
          assert not v.is_signed(message, signature[:32] + s.to_bytes(32, "little"), key)
          for position in range(64):
              changed = bytearray(signature)
              changed[position] ^= 1
              assert not v.is_signed(message, bytes(changed), key)
          for position in range(32):
              changed = bytearray(key)
              changed[position] ^= 1
              assert not v.is_signed(message, signature, bytes(changed))
      print("right")
      """
    )
    #expect(code == 0 && output == "right\n", "\(output)")
  }

  @Test("every byte of a small package that is changed is found")
  func everyByte() throws {
    try write(try PackageFixture().tinyPackage(), to: "tiny.zip")
    let (code, output) = try run(
      """
      data = open("tiny.zip", "rb").read()
      assert holds(data)
      for position in range(len(data)):
          for mask in (1, 0x20, 0xff):
              changed = bytearray(data)
              changed[position] ^= mask
              if holds(bytes(changed)):
                  print("byte", position, mask)
      for count in range(len(data)):
          if holds(data[:count]):
              print("cut at", count)
      if holds(data + b"x") or holds(b"x" + data) or holds(data + data):
          print("something added")
      print(len(data) > 1000)
      """
    )
    #expect(code == 0 && output == "True\n", "\(output)")
  }

  @Test("a byte changed in any file, header or table of a whole package is found")
  func spreadBytes() throws {
    let bytes = try PackageFixture().package().bytes
    let positions = try PackageTests.positions(in: bytes)
    try write(bytes, to: "raw.zip")
    try folder.write(positions.map { "\($0)" }.joined(separator: " "), to: "positions")
    let (code, output) = try run(
      """
      data = open("raw.zip", "rb").read()
      assert holds(data)
      positions = [int(word) for word in open("positions").read().split()]
      for position in positions:
          changed = bytearray(data)
          changed[position] ^= 4
          if holds(bytes(changed)):
              print("byte", position)
      print(len(positions) > 500)
      """
    )
    #expect(code == 0 && output == "True\n", "\(output)")
  }

  @Test(
    "archives of other programs are refused: links, compression, comments, folders, two of a name"
  )
  func others() throws {
    let (code, output) = try run(
      """
      import warnings, zipfile
      warnings.simplefilter("ignore")

      def made(write, **options):
          file = io.BytesIO()
          with zipfile.ZipFile(file, "w", **options) as archive:
              write(archive)
          return file.getvalue()

      def link(archive):
          info = zipfile.ZipInfo("keys/k.vkey")
          info.external_attr = 0o120777 << 16
          archive.writestr(info, "/etc/passwd")

      def comment(archive):
          archive.writestr("a", "1")
          archive.comment = b"hidden"

      makers = [
        lambda a: a.writestr("../a", "1"), lambda a: a.writestr("/a", "1"), link, comment,
        lambda a: a.writestr("a/", ""), lambda a: [a.writestr("a", "1"), a.writestr("a", "2")],
        lambda a: a.writestr("manifest.json", "{}"),
      ]
      for maker in makers:
          for options in ({}, {"compression": zipfile.ZIP_DEFLATED}):
              assert not holds(made(maker, **options))
      assert not holds(made(lambda a: a.writestr("a", b"0" * (1 << 28)), compression=zipfile.ZIP_DEFLATED))
      print("refused")
      """
    )
    #expect(code == 0 && output == "refused\n", "\(output)")
  }

  @Test("it is short enough to be read")
  func length() {
    #expect(
      PackageTexts.verifier.split(separator: "\n", omittingEmptySubsequences: false).count < 340
    )
  }
}
