resource "aws_cloudwatch_log_group" "main" {
  name              = "/${local.name}"
  retention_in_days = 30
}

resource "aws_ecs_cluster" "main" {
  name = local.name

  setting {
    name  = "containerInsights"
    value = "enabled"
  }
}

locals {
  # What the image's commands are run with.
  tasks = {
    api     = { cpu = var.api.cpu, memory = var.api.memory }
    worker  = { cpu = var.worker.cpu, memory = var.worker.memory }
    migrate = { cpu = 256, memory = 1024 }
  }
  server_variables = merge(var.environment_variables, {
    HOST            = "0.0.0.0"
    PORT            = "8787"
    PUBLIC_URL      = "https://${var.host_name}"
    PAIRING         = "off"
    TRUSTED_PROXIES = "1"
    MIGRATE         = "off"
  })
}

resource "aws_ecs_task_definition" "server" {
  for_each                 = local.tasks
  family                   = "${local.name}-${each.key}"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = each.value.cpu
  memory                   = each.value.memory
  execution_role_arn       = aws_iam_role.start.arn
  task_role_arn            = aws_iam_role.server.arn

  container_definitions = jsonencode([{
    name                   = "server"
    image                  = var.image
    command                = [each.key]
    essential              = true
    readonlyRootFilesystem = true
    # The server ends in less than 25 seconds.
    stopTimeout  = 30
    environment  = [for name, value in local.server_variables : { name = name, value = value }]
    secrets      = [for name, arn in local.secret_arns : { name = name, valueFrom = arn }]
    portMappings = each.key == "api" ? [{ containerPort = 8787 }] : []
    healthCheck = each.key == "api" ? {
      command     = ["CMD", "node", "server/health-command.ts"]
      interval    = 10
      timeout     = 5
      retries     = 3
      startPeriod = 30
    } : null
    linuxParameters = {
      initProcessEnabled = true
      capabilities       = { drop = ["ALL"] }
    }
    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = aws_cloudwatch_log_group.main.name
        awslogs-region        = var.region
        awslogs-stream-prefix = each.key
      }
    }
  }])
}

resource "aws_ecs_service" "api" {
  name                               = "api"
  cluster                            = aws_ecs_cluster.main.id
  task_definition                    = aws_ecs_task_definition.server["api"].arn
  launch_type                        = "FARGATE"
  desired_count                      = var.api.least
  health_check_grace_period_seconds  = 60
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200
  depends_on                         = [aws_lb_listener.https]

  # A version that does not come up is taken back by itself; not after a migration, see README.md.
  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  load_balancer {
    target_group_arn = aws_lb_target_group.api.arn
    container_name   = "server"
    container_port   = 8787
  }

  network_configuration {
    subnets          = aws_subnet.public[*].id
    security_groups  = [aws_security_group.server.id]
    assign_public_ip = true
  }

  lifecycle {
    ignore_changes = [desired_count]
  }
}

resource "aws_ecs_service" "worker" {
  name                               = "worker"
  cluster                            = aws_ecs_cluster.main.id
  task_definition                    = aws_ecs_task_definition.server["worker"].arn
  launch_type                        = "FARGATE"
  desired_count                      = var.worker.least
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  network_configuration {
    subnets          = aws_subnet.public[*].id
    security_groups  = [aws_security_group.server.id]
    assign_public_ip = true
  }

  lifecycle {
    ignore_changes = [desired_count]
  }
}
