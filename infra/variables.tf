variable "environment" {
  description = "staging or production; a part of every name."
  type        = string

  validation {
    condition     = contains(["staging", "production"], var.environment)
    error_message = "It is staging or production."
  }
}

variable "region" {
  description = "Where all of it stands, such as eu-central-1."
  type        = string
}

variable "image" {
  description = "The image to run, by its digest: ghcr.io/owner/ownwords@sha256:…"
  type        = string
}

variable "host_name" {
  description = "The name that people open, such as ownwords.example.org. Its DNS points to the output load_balancer."
  type        = string
}

variable "certificate_arn" {
  description = "The certificate of host_name in AWS Certificate Manager, in the same region."
  type        = string
}

variable "environment_variables" {
  description = "Variables of the server that are no secret, as .env.staging.example and .env.production.example have them."
  type        = map(string)
  default     = {}
}

variable "secrets" {
  description = "Names of variables whose values are put into the secret store by hand, such as OPENAI_API_KEY."
  type        = set(string)
  default     = []
}

variable "database_class" {
  description = "The size of the database, such as db.t4g.medium."
  type        = string
}

variable "database_gigabytes" {
  description = "Its disk at first; it grows by itself to ten times that."
  type        = number
}

variable "database_multi_zone" {
  description = "Whether a second database stands by in another zone."
  type        = bool
}

variable "backup_days" {
  description = "How many days back the database can be restored to any moment."
  type        = number

  validation {
    condition     = var.backup_days >= 1 && var.backup_days <= 35
    error_message = "Backups are always on: 1 to 35 days."
  }
}

variable "protected" {
  description = "Whether the database and the load balancer refuse to be deleted."
  type        = bool
  default     = true
}

variable "api" {
  description = "CPU units (1024: one core), megabytes, and the least and the most processes of the API."
  type        = object({ cpu = number, memory = number, least = number, most = number })
}

variable "worker" {
  description = "The same for workers."
  type        = object({ cpu = number, memory = number, least = number, most = number })
}
