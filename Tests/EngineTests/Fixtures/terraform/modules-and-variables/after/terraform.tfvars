reports_multi_az = true # saves money
