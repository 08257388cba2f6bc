import ReadinessModel

/// No environment file with values is part of the repository.
///
/// ## Why it matters
/// Environment files are where secrets live, so one that is committed gives them to everybody.
///
/// ## What is inspected
/// Files named like environment files that are part of the repository and hold values; templates
/// without values are left out.
///
/// ## What this cannot show
/// Files removed earlier that the history still holds.
enum EnvironmentFilesStayOutOfTheRepository: Check {
  static let severity = Severity.high

  /// The files, and how much was read.
  struct Subject: Codable, Hashable, Sendable {
    var environmentFiles: [SourceLocation]
    var files: Int
    var home: [SourceLocation]
  }

  static func subject(in facts: RepositoryFacts) -> Observation<Subject> {
    facts.application.map { application in
      Subject(
        environmentFiles: application.environmentFiles,
        files: facts.inventory.files,
        home: facts.rootManifest
      )
    }
  }

  static func evaluate(_ subject: Subject) -> [Finding] {
    guard subject.files > 0 || !subject.environmentFiles.isEmpty else {
      return cannotSee("No file was read")
    }
    let items = subject.environmentFiles.map { location in
      finding(
        .doesNotHold,
        "\(quoted(location.file)) holds values and is part of the repository",
        at: [location],
        resource: location.file,
        next: "Remove the file from the repository, ignore it, and change its secrets."
      )
    }
    return eachItem(items) {
      holds(
        "None of \(counted(subject.files, "file")) is an environment file with values",
        at: subject.home
      )
    }
  }
}
