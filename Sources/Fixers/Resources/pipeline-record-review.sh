        approver=
        approved=
        for number in $pulls; do
          AUTHOR=$(ask "pulls/$number" .user.login)
          export AUTHOR
          review=$(ask "pulls/$number/reviews?per_page=100" '[.[] | select(.state == "APPROVED"
            and .user.login != env.AUTHOR)] | last | select(.) | "\(.user.login) \(.submitted_at)"')
          if [ -n "$review" ]; then read -r approver approved <<<"$review"; fi
        done
