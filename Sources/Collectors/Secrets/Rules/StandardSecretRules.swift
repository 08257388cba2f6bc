import ReadinessModel

/// Secrets in forms that standards and tools define, whoever issues them.
enum StandardSecretRules {
  static let all: [SecretRule] = keys + headers + addresses

  private static let keys: [SecretRule] = [
    .token(
      "private-key",
      "Private key",
      "-----BEGIN ",
      "-----BEGIN (?:[A-Z0-9]{2,12} ){0,2}PRIVATE KEY(?: BLOCK)?-----"
        + "[\\s\\\\rn\"'+,]{1,16}(?:[A-Za-z-]{4,20}: [^\\n]{1,80}\\s{1,4}){0,4}"
        + "([A-Za-z0-9+/=\\\\]{32})[A-Za-z0-9+/=\\\\]?",
      entropy: 2.0
    ),
    .shaped(
      "private-key-encoded",
      "Private key in base 64",
      "LS0tLS1CRUdJTi[A-Za-z0-9+/]{60,8000}={0,2}",
      // The three alignments in which "PRIVATE" can follow "-----BEGIN ".
      anchor: "LS0tLS1CRUdJTi[A-Za-z0-9+/]{0,24}(?:UFJJVkFUR|BSSVZBVE|QUklWQVRF)",
      lead: 47
    ),
    .token(
      "putty-private-key",
      "PuTTY private key",
      "PuTTY-User-Key-File-",
      "PuTTY-User-Key-File-[23]: [a-z0-9-]{4,30}",
      entropy: 0
    ),
    .shaped(
      "json-web-token",
      "JSON Web Token",
      "eyJ[A-Za-z0-9_-]{10,800}\\.eyJ[A-Za-z0-9_-]{10,3000}\\.[A-Za-z0-9_-]{20,700}",
      anchor: "eyJ[A-Za-z0-9_\\-]{10,200}\\.eyJ",
      lead: 208,
      confidence: .medium
    ),
  ]

  private static let headers: [SecretRule] = [
    SecretRule(
      id: "basic-authorization",
      title: "Basic authorization header",
      anchors: [.word("authorization: basic ")],
      placement: .around(lead: 0),
      expression: "(?i)authorization: basic ([a-z0-9+/]{8,200}={0,2})",
      confidence: .medium,
      entropy: 2.8
    ),
    SecretRule(
      id: "bearer-authorization",
      title: "Bearer authorization header",
      anchors: [.word("authorization: bearer ")],
      placement: .around(lead: 0),
      expression: "(?i)authorization: bearer ([a-z0-9._~+/-]{20,600}={0,2})",
      confidence: .medium,
      entropy: 3.0
    ),
    SecretRule(
      id: "token-authorization",
      title: "Token authorization header",
      anchors: [.word("authorization: token ")],
      placement: .around(lead: 0),
      expression: "(?i)authorization: token ([a-z0-9_-]{32,64})",
      confidence: .medium,
      entropy: 3.0
    ),
    SecretRule(
      id: "netrc-password",
      title: "Password in a netrc entry",
      anchors: [.literal("machine ")],
      placement: .around(lead: 0),
      expression: "machine [^\\s]{3,100}\\s{1,8}login [^\\s]{1,80}\\s{1,8}password ([^\\s]{4,120})",
      confidence: .high,
      entropy: 1.5
    ),
    SecretRule(
      id: "registry-auth",
      title: "Container registry credentials",
      anchors: [.literal("\"auth\"")],
      placement: .around(lead: 0),
      expression: "\"auth\"\\s{0,4}:\\s{0,4}\"([A-Za-z0-9+/]{12,400}={0,2})\"",
      confidence: .medium,
      entropy: 3.0
    ),
  ]

  private static let addresses: [SecretRule] = [
    address("postgres-url", "PostgreSQL URL with password", "postg(?:res|resql|is)"),
    address("mysql-url", "MySQL URL with password", "(?:mysql|mariadb)"),
    address("mongodb-url", "MongoDB URL with password", "mongodb(?:\\+srv)?"),
    address("redis-url", "Redis URL with password", "rediss?"),
    address("amqp-url", "AMQP URL with password", "amqps?"),
    address("sqlserver-url", "SQL Server URL with password", "(?:sqlserver|mssql)"),
    address("clickhouse-url", "ClickHouse URL with password", "clickhouses?"),
    address("smtp-url", "SMTP URL with password", "smtps?"),
    address("ftp-url", "FTP URL with password", "s?ftps?"),
    address("ldap-url", "LDAP URL with password", "ldaps?"),
    address("http-url", "Web address with password", "https?"),
    SecretRule(
      id: "jdbc-url",
      title: "JDBC URL with password",
      anchors: [.literal("jdbc:")],
      placement: .around(lead: 0),
      expression: "jdbc:[a-z0-9]{2,20}:[^\\s\"']{3,200}[?&;]password=([^\\s\"'&;]{3,100})",
      confidence: .high,
      entropy: 1.5
    ),
  ]

  private static func address(_ id: String, _ title: String, _ scheme: String) -> SecretRule {
    SecretRule(
      id: id,
      title: title,
      anchors: [.expression(scheme + "://[^\\s:@/\"'`<>]{0,80}:[^\\s/\"'`<>]")],
      placement: .around(lead: 104),
      // A password may hold an @, so the last one before the host counts.
      expression: scheme + "://[^\\s:@/\"'`<>]{0,80}:([^\\s\"'`<>/]{3,120})@[A-Za-z0-9$\\[_{%-]",
      confidence: .high,
      entropy: 1.5
    )
  }
}
