resource "random_password" "database" {
  length  = 40
  special = false
}

resource "aws_db_subnet_group" "main" {
  name       = local.name
  subnet_ids = aws_subnet.private[*].id
}

resource "aws_db_parameter_group" "main" {
  name   = local.name
  family = "postgres17"

  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }

  # Pages' words are packed in a fraction of the time, for a few percent more on disk.
  parameter {
    name  = "default_toast_compression"
    value = "lz4"
  }

  # Megabytes: each checkpoint has every page written whole once more, and by itself there is one each gigabyte.
  parameter {
    name  = "max_wal_size"
    value = "4096"
  }
}

# PostgreSQL 17 of RDS has pgvector 0.8; the first migration turns it on, which the first user may.
resource "aws_db_instance" "main" {
  identifier                   = local.name
  engine                       = "postgres"
  engine_version               = "17"
  instance_class               = var.database_class
  allocated_storage            = var.database_gigabytes
  max_allocated_storage        = var.database_gigabytes * 10
  storage_type                 = "gp3"
  storage_encrypted            = true
  multi_az                     = var.database_multi_zone
  db_name                      = "ownwords"
  username                     = "ownwords"
  password                     = random_password.database.result
  db_subnet_group_name         = aws_db_subnet_group.main.name
  parameter_group_name         = aws_db_parameter_group.main.name
  vpc_security_group_ids       = [aws_security_group.database.id]
  publicly_accessible          = false
  backup_retention_period      = var.backup_days
  copy_tags_to_snapshot        = true
  deletion_protection          = var.protected
  delete_automated_backups     = false
  skip_final_snapshot          = false
  final_snapshot_identifier    = "${local.name}-last"
  auto_minor_version_upgrade   = true
  performance_insights_enabled = true
}
