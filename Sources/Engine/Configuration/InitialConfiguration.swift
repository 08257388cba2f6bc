import Foundation

/// The configuration that a project starts from.
package enum InitialConfiguration {
  /// The name of the configuration's file.
  package static let fileName = "auditwright.yml"

  /// Writes the configuration into a folder that has none, and returns its path.
  package static func write(into folder: String) throws -> String {
    let file = URL(filePath: folder).appending(path: fileName)
    let path = file.path(percentEncoded: false)
    do {
      try Data(text.utf8).write(to: file, options: .withoutOverwriting)
    } catch CocoaError.fileWriteFileExists {
      throw EngineFailure.alreadyThere(path: path)
    } catch {
      throw EngineFailure.unwritable(path: path, reason: FileTrouble.reason(of: error))
    }
    return path
  }

  /// The text of the configuration; every setting is explained and left at its default.
  package static let text = """
    # Settings of Auditwright for this repository. Everything is optional; what is commented out
    # shows how it is written. Keys that do not exist are refused, so that a slip is noticed.
    version: 1

    # What the report is to be about: security (always with change management), availability,
    # confidentiality.
    scope:
      categories: [security, availability, confidentiality]

    # Files that are not part of the product, in the syntax of .gitignore, each with the reason
    # that a reader of the report will ask for.
    exclude: []
    #  - path: legacy/
    #    reason: Switched off in March; kept for its history.

    # Functions, decorators and classes of your own that refuse callers. Auditwright recognises a
    # guard by what it does; name one here when it hides that too well, for example in a package
    # whose source is elsewhere (the default export of a package goes by the package's name).
    # Where the code can be seen and refuses nobody, a name here changes nothing but the reason.
    guards:
      authentication: []    # refuses callers who have not signed in, e.g. [requireUser]
      authorization: []     # refuses callers without a role or permission, e.g. [can]
      ownership: []         # refuses objects of somebody else, e.g. [scopedToTenant]

    # Functions of your own that write an audit event, e.g. [recordAccess].
    audit-functions: []

    # Routes meant to be open, with the reason and who answers for it. A path may end in /* for
    # everything under it.
    public-routes: []
    #  - method: GET
    #    path: /status
    #    reason: Shows no customer data; probed by the load balancer.
    #    owner: platform@example.com

    # What the auditor is to examine: a day for type I, a period for type II. The name goes into the
    # seed of every sample; sampling is tenth or stepped.
    engagement:
    #  name: first-type-2
    #  type: II
    #  from: 2027-01-01
    #  through: 2027-03-31
    #  sampling: tenth

    # Scheduled workflows on which controls rely, where the workflow itself does not show it.
    evidence:
      jobs: []
    #    - workflow: .github/workflows/purge.yml
    #      controls: [CNF-4]

    """
}
