/// What verifying a package or a signed statement found.
package struct PackageReport: Codable, Hashable, Sendable {
  /// What was verified.
  package enum Subject: String, Codable, Hashable, Sendable {
    /// An auditor's package.
    case package
    /// A DSSE envelope on its own.
    case envelope
  }

  /// One thing that does not fit.
  package struct Problem: Codable, Hashable, Sendable {
    /// What kind of thing it is about.
    package enum Part: String, Codable, Hashable, Sendable {
      /// The zip file itself.
      case container
      /// The list of files.
      case manifest
      /// The signature of the manifest, or of the envelope.
      case signature
      /// A file.
      case file
      /// A record, a proof or a checkpoint of the ledger.
      case ledger
    }

    /// What it is about.
    package var part: Part
    /// The file it concerns.
    package var file: String?
    /// What is wrong, in one sentence.
    package var message: String

    /// Creates a problem.
    package init(_ part: Part, file: String? = nil, _ message: String) {
      self.part = part
      self.file = file
      self.message = message
    }
  }

  /// The key that signed.
  package struct Signer: Codable, Hashable, Sendable {
    /// Its name; that of a key in PEM is the name of its file.
    package var name: String
    /// What names it in envelopes.
    package var keyID: String
    /// Whether somebody gave it, rather than the package itself.
    package var isPinned: Bool

    /// Creates a value from its parts.
    package init(name: String, keyID: String, isPinned: Bool) {
      self.name = name
      self.keyID = keyID
      self.isPinned = isPinned
    }
  }

  /// What was verified.
  package var subject: Subject
  /// The type of what was signed, of an envelope.
  package var payloadType: String?
  /// The manifest's own words, once its signature was found right.
  package var manifest: PackageManifest?
  /// Who signed; nil while no right signature was found.
  package var signer: Signer?
  /// Files whose digest is right.
  package var files: Int
  /// Records that are in the tree that was signed.
  package var records: Int
  /// Proofs of inclusion that were followed.
  package var proofs: Int
  /// Checkpoints whose signature is right.
  package var checkpoints: Int
  /// What is wrong; of very many problems, the first.
  package var problems: [Problem]
  /// What is right and still worth knowing.
  package var notes: [String]

  /// Whether everything holds.
  package var holds: Bool { problems.isEmpty && signer != nil }

  /// Creates a report of something of which nothing is known yet.
  package init(of subject: Subject) {
    self.subject = subject
    (payloadType, manifest, signer) = (nil, nil, nil)
    (files, records, proofs, checkpoints, problems, notes) = (0, 0, 0, 0, [], [])
  }
}
