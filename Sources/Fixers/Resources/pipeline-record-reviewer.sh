        approver=$(ask "$run/approvals" '[.[] | select(.state == "approved"
          and any(.environments[]; .name == env.ENVIRONMENT)) | .user.login] | last // ""')
        approved=
        if [ -n "$approver" ]; then
          approved=$(ask "$times" "[$ours.started_at | values] | min // \"\"")
        fi
