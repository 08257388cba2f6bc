package import ReadinessModel

/// Joins programs with what starts them: schedules of workflows, and commands of packages.
package enum StartedPrograms {
  /// The facts with schedules of jobs that a workflow starts, and with deletions that a command of a
  /// package runs.
  package static func link(
    _ application: ApplicationFacts,
    deletions: [DeletionPath],
    jobs: [PurgeJob] = [],
    workflows: [Workflow],
    files: RepositoryFiles,
    manifests: PackageManifests
  ) -> ApplicationFacts {
    var application = application
    var schedules: [String: (cron: String, workflow: String)] = [:]
    for workflow in workflows {
      guard let cron = workflow.triggers.lazy.compactMap(\.schedule).first else { continue }
      for program in workflow.jobs.flatMap(\.programs) where schedules[program] == nil {
        schedules[program] = (cron, workflow.path)
      }
    }
    application.purgeJobs = (application.purgeJobs + jobs).sorted {
      ($0.location, $0.target) < ($1.location, $1.target)
    }.map { job in
      guard job.schedule == nil, let found = schedules[job.location.file] else { return job }
      var job = job
      job.schedule = found.cron
      job.workflow = found.workflow
      return job
    }
    guard !deletions.isEmpty else { return application }
    let commands = commands(files, manifests)
    let added = deletions.compactMap { path -> DeletionPath? in
      guard let command = commands[path.location.file] else { return nil }
      var path = path
      path.caller = command
      return path
    }
    application.deletionPaths = (application.deletionPaths + added).sorted {
      ($0.location, $0.subject, $0.caller) < ($1.location, $1.subject, $1.caller)
    }
    return application
  }

  /// The package script that runs each program; those that test are none.
  private static func commands(
    _ files: RepositoryFiles,
    _ manifests: PackageManifests
  ) -> [String: String] {
    let calls = ProgramCalls(files: files, manifests: manifests)
    var found: [String: String] = [:]
    for manifest in manifests.all.prefix(2_000) {
      for (name, text) in manifest.scripts.sorted(by: { $0.key < $1.key }).prefix(200)
      where !name.contains("test") {
        for program in calls.programs(of: text, folder: manifest.folder)
        where found[program] == nil {
          found[program] = "npm run \(name)"
        }
      }
    }
    return found
  }
}
