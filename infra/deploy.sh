#!/usr/bin/env bash
# Brings one version to staging or production: `infra/deploy.sh staging ghcr.io/owner/ownwords@sha256:…`. First its
# database migration, to the end; then its API and workers, beside the ones that run, which go when the new ones are well.
set -euo pipefail
environment=${1:?say staging or production}
image=${2:?say the image by its digest}
cd "$(dirname "$0")"

terraform init -input=false -backend-config="$environment.s3.tfbackend"
plan=(-input=false -auto-approve -var-file="$environment.tfvars" -var "image=$image")
terraform apply "${plan[@]}" -target='aws_ecs_task_definition.server["migrate"]' -target=aws_ecs_cluster.main \
  -target=aws_route_table_association.public -target=aws_secretsmanager_secret_version.database_url \
  -target=aws_iam_role_policy.start -target=aws_vpc_security_group_egress_rule.server \
  -target=aws_vpc_security_group_ingress_rule.database

cluster=$(terraform output -raw cluster)
task=$(aws ecs run-task --cluster "$cluster" --launch-type FARGATE \
  --task-definition "$(terraform output -raw migrate_task)" \
  --network-configuration "$(terraform output -raw task_network)" \
  --query 'tasks[0].taskArn' --output text)
aws ecs wait tasks-stopped --cluster "$cluster" --tasks "$task"
code=$(aws ecs describe-tasks --cluster "$cluster" --tasks "$task" --query 'tasks[0].containers[0].exitCode' --output text)
if [ "$code" != 0 ]; then
  echo "The migration ended with $code: nothing else was changed. Its log is in the stream migrate/server/${task##*/}." >&2
  exit 1
fi

terraform apply "${plan[@]}"
aws ecs wait services-stable --cluster "$cluster" --services api worker
