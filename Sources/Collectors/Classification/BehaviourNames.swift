/// Names of fields that say what a person does, where and on which device.
enum BehaviourNames {
  static let all: [LexiconEntry] = devices + behaviour

  private static let devices: [LexiconEntry] = [
    .means(
      "user.device.ip_address",
      [
        "ip", "ip address", "ip addr", "client ip", "remote ip", "remote address", "remote addr",
        "login ip", "last login ip", "signup ip", "registration ip", "user ip", "source ip",
        "client address", "last sign in ip", "current sign in ip", "source address", "ipv 4",
        "ipv 6",
      ]
    ),
    .means(
      "user.device.device_id",
      [
        "device id", "device identifier", "device uuid", "udid", "imei", "imsi", "mac address",
        "device serial number", "advertising id", "idfa", "gaid", "android id",
        "device fingerprint", "browser fingerprint", "push token", "device token", "fcm token",
        "apn token", "serial number device", "expo push token", "hardware id", "installation id",
      ]
    ),
    .means(
      "user.device",
      [
        "user agent", "device model", "device name", "browser user agent", "device info",
        "device type", "device os", "browser version",
      ]
    ),
    .means(
      "user.device.cookie_id",
      [
        "cookie id", "tracking cookie", "tracking id", "client id cookie", "ga client id",
      ]
    ),
    .means(
      "user.device.cookie",
      [
        "browser cookie"
      ]
    ),
    .means(
      "user.location.precise",
      in: .notBusiness,
      [
        "latitude", "longitude", "lat", "lng", "lon", "lat lng", "geolocation", "gps coordinate",
        "gps location", "coordinate", "current location", "last location", "geo point", "gps",
        "last known location",
      ]
    ),
    .means(
      "user.location.imprecise",
      [
        "geo country", "geo city", "ip country", "ip city", "geo region", "ip location",
        "login location", "approximate location",
      ]
    ),
    .means(
      "user.location.imprecise",
      in: .person,
      [
        "time zone", "timezone", "location", "region",
      ]
    ),
    .means(
      "user.telemetry",
      [
        "click stream", "clickstream", "session recording", "session replay", "page view data",
        "usage data", "telemetry data",
      ]
    ),
    .means(
      "user.sensor",
      [
        "accelerometer", "gyroscope", "sensor reading user", "microphone input",
      ]
    ),
    .means(
      "user.user_sensor",
      [
        "wearable data", "fitness data", "activity tracker data",
      ]
    ),
    .means(
      "user.device.cookie",
      in: .person,
      [
        "cookie"
      ]
    ),
  ]

  private static let behaviour: [LexiconEntry] = [
    .means(
      "user.behavior.browsing_history",
      [
        "browsing history", "page history", "visited url", "visited page", "referrer url",
        "landing page", "page url visited", "http referer", "referer", "last visited page",
      ]
    ),
    .means(
      "user.behavior.search_history",
      [
        "search history", "search query", "search term", "search keyword", "recent search",
      ]
    ),
    .means(
      "user.behavior.purchase_history",
      [
        "purchase history", "order history", "transaction history", "total spent", "lifetime value",
        "last purchase date", "past purchase",
      ]
    ),
    .means(
      "user.behavior.media_consumption",
      [
        "watch history", "listening history", "viewing history", "play history", "watched video",
        "reading history",
      ]
    ),
    .means(
      "user.behavior",
      in: .person,
      [
        "last login", "last login at", "last signed in", "last signed in at", "last seen",
        "last seen at", "last active", "last active at",
        "login count", "last activity at", "last sign in at", "interest", "hobby",
      ]
    ),
    .means(
      "user.account.settings",
      in: .person,
      [
        "preference", "notification preference", "user setting", "notification setting",
        "user preference", "email preference",
      ]
    ),
    .means(
      "user.privacy_preferences",
      boolean: true,
      [
        "marketing consent", "marketing opt in", "newsletter opt in", "opt in marketing",
        "gdpr consent", "cookie consent", "do not track", "data sharing consent",
        "accept marketing", "newsletter subscribed", "privacy preference", "consent given",
        "email opt out", "sms opt in", "marketing opt out", "tos accepted",
      ]
    ),
  ]
}
