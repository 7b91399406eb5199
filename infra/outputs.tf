output "load_balancer" {
  description = "Where the DNS of host_name points to."
  value       = aws_lb.main.dns_name
}

output "cluster" {
  value = aws_ecs_cluster.main.name
}

output "migrate_task" {
  value = aws_ecs_task_definition.server["migrate"].arn
}

output "task_network" {
  description = "As `aws ecs run-task --network-configuration` takes it."
  value       = "awsvpcConfiguration={subnets=[${join(",", aws_subnet.public[*].id)}],securityGroups=[${aws_security_group.server.id}],assignPublicIp=ENABLED}"
}
