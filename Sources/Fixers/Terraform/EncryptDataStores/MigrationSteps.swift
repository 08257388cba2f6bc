/// What a person does to move a store's data to an encrypted copy.
enum MigrationSteps {
  /// The steps in order; until they are done, a plan that would replace the store fails.
  static func text(for place: PlacedBlock) -> [String] {
    let name = place.reference
    switch place.type {
    case "aws_db_instance", "aws_rds_cluster", "aws_docdb_cluster", "aws_neptune_cluster":
      return [
        "\(name), 1 of 5: apply only its new key, with terraform apply"
          + " -target=aws_kms_key.data, and rehearse the next steps on a copy.",
        "\(name), 2 of 5: stop what writes to it, take a snapshot, and copy the snapshot with the"
          + " new key.",
        "\(name), 3 of 5: restore the encrypted snapshot under another identifier, and compare row"
          + " counts with the original.",
        "\(name), 4 of 5: rename the original, give the restored one its identifier, and let"
          + " terraform state rm and terraform import exchange them.",
        "\(name), 5 of 5: see that terraform plan replaces nothing, start what writes, and keep the"
          + " original until a backup of the new one was restored.",
      ]
    case "aws_ebs_volume":
      return [
        "\(name), 1 of 2: stop what writes to it, take a snapshot, copy the snapshot with the new"
          + " key, and make a volume from the copy.",
        "\(name), 2 of 2: attach the new volume in its place, exchange them with terraform state rm"
          + " and terraform import, and see that terraform plan replaces nothing.",
      ]
    default:
      return [
        "\(name), 1 of 2: make an encrypted one under another name, and copy the data over.",
        "\(name), 2 of 2: point what uses it at the copy, exchange them with terraform state rm and"
          + " terraform import, and see that terraform plan replaces nothing.",
      ]
    }
  }
}
