resource "aws_security_group" "halves" {
  name = "halves"
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/1", "128.0.0.0/1"]
  }
}

resource "aws_security_group" "quarters_apart" {
  name = "quarters"
}

resource "aws_security_group_rule" "quarters" {
  for_each          = toset(["0.0.0.0/2", "64.0.0.0/2", "128.0.0.0/2", "192.0.0.0/2"])
  type              = "ingress"
  security_group_id = aws_security_group.quarters_apart.id
  from_port         = 5432
  to_port           = 5432
  protocol          = "tcp"
  cidr_blocks       = [each.value]
}

resource "aws_security_group" "most" {
  name = "most"
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/1", "128.0.0.0/2"]
  }
}

resource "aws_security_group" "version6" {
  name = "version6"
  ingress {
    from_port        = 0
    to_port          = 65535
    protocol         = "tcp"
    ipv6_cidr_blocks = ["::/1", "8000::/1"]
  }
}

resource "aws_security_group" "udp" {
  name = "udp"
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "udp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
