reports_multi_az = false # saves money
