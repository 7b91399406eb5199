# The address of the database, which Terraform knows.
resource "aws_secretsmanager_secret" "database_url" {
  name = "${local.name}/DATABASE_URL"
}

resource "aws_secretsmanager_secret_version" "database_url" {
  secret_id     = aws_secretsmanager_secret.database_url.id
  secret_string = "postgres://${aws_db_instance.main.username}:${random_password.database.result}@${aws_db_instance.main.endpoint}/${aws_db_instance.main.db_name}?sslmode=require"
}

# The others, which nobody but their keeper knows: `aws secretsmanager put-secret-value` gives them their values.
resource "aws_secretsmanager_secret" "given" {
  for_each = var.secrets
  name     = "${local.name}/${each.value}"
}

locals {
  secret_arns = merge(
    { DATABASE_URL = aws_secretsmanager_secret.database_url.arn },
    { for name, secret in aws_secretsmanager_secret.given : name => secret.arn },
  )
}
