internal import ReadinessModel

/// Reads the services of a compose file.
struct ComposeReader {
  let file: RepositoryFile
  let root: ConfigurationNode
  let files: RepositoryFiles

  func services() -> [ComposeService] {
    let isDevelopment = self.isDevelopment
    return (root["services"]?.entries ?? []).map { entry in
      let node = entry.value
      let check = node["healthcheck"]
      let isOff = check?["disable"]?.bool == true || check?["test"]?.strings == ["NONE"]
      return ComposeService(
        name: entry.key,
        file: file.path,
        image: node["image"]?.string,
        isDevelopment: isDevelopment,
        publishesPorts: (node["ports"]?.items ?? []).compactMap(port),
        privileged: node["privileged"]?.bool == true,
        hasHealthCheck: check != nil && !isOff,
        location: entry.keyLocation
      )
    }
  }

  private func port(_ node: ConfigurationNode) -> String? {
    if let text = node.string { return text }
    guard let target = node["target"]?.string else { return nil }
    let published = node["published"]?.string
    let host = node["host_ip"]?.string
    return [host, published, target].compactMap { $0 }.joined(separator: ":")
  }

  /// Whether the file is for local development: by its name, then by what its services do.
  ///
  /// Mounting the source or watching it speaks for development; restarting for ever, replicas and
  /// a production environment speak against it. A file that says neither is taken for local, since
  /// nothing in it would keep a service running.
  private var isDevelopment: Bool {
    let path = file.path.lowercased()
    let words = Set(path.split { !$0.isLetter && !$0.isNumber }.map(String.init))
    if !words.isDisjoint(with: ["prod", "production", "staging", "deploy"]) { return false }
    let local: Set = [
      "dev", "development", "local", "test", "tests", "e2e", "override", "ci", "example",
      "examples", "integration",
    ]
    if !words.isDisjoint(with: local) { return true }
    let siblings = files.paths.filter {
      PathText.folder(of: $0) == file.folder && ContainersCollector.isComposeFile($0)
    }
    if siblings.contains(where: { $0.lowercased().contains("prod") }) { return true }
    let services = (root["services"]?.entries ?? []).map(\.value)
    if services.contains(where: { Self.mountsSource($0) || Self.watches($0) }) { return true }
    // Stores alone, with nothing of the product beside them, are what a developer starts.
    if !services.isEmpty, services.allSatisfy(Self.isStockStore) { return true }
    return !services.contains(where: Self.isMadeToLast)
  }

  private static func isStockStore(_ service: ConfigurationNode) -> Bool {
    guard service["build"] == nil, let image = service["image"]?.string else { return false }
    let name = PathText.name(of: image).split(separator: ":").first.map(String.init) ?? image
    let stores = [
      "postgres", "mysql", "mariadb", "mongo", "redis", "valkey", "elasticsearch", "opensearch",
      "minio", "rabbitmq", "kafka", "memcached", "localstack", "mailhog", "mailpit", "adminer",
      "pgadmin", "postgis", "pgvector", "timescaledb",
    ]
    return stores.contains { name.hasPrefix($0) }
  }

  private static func mountsSource(_ service: ConfigurationNode) -> Bool {
    guard service["build"] != nil else { return false }
    return (service["volumes"]?.items ?? []).contains { volume in
      let source =
        volume.string?.split(separator: ":").first.map(String.init)
        ?? volume["source"]?.string ?? ""
      return source == "." || source == "./"
        || ["./src", "./app", "./apps", "./packages"].contains {
          source.hasPrefix($0)
        }
    }
  }

  private static func watches(_ service: ConfigurationNode) -> Bool {
    let command = (service["command"]?.strings ?? []).joined(separator: " ").lowercased()
    return ["run dev", "nodemon", "--watch", "--reload", "yarn dev", "pnpm dev"].contains {
      command.contains($0)
    }
  }

  private static func isMadeToLast(_ service: ConfigurationNode) -> Bool {
    let restart = service["restart"]?.string ?? ""
    if ["always", "unless-stopped", "on-failure"].contains(where: restart.hasPrefix) {
      return true
    }
    if service["deploy"]?["replicas"] != nil { return true }
    let environment = service["environment"]
    let mode =
      environment?["NODE_ENV"]?.string
      ?? environment?.items.compactMap(\.string).first { $0.hasPrefix("NODE_ENV=") }
    return mode?.hasSuffix("production") == true
  }
}
