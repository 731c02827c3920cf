using Microsoft.EntityFrameworkCore.Diagnostics;
using PupilSupport.Domain.Access;

namespace PupilSupport.Infrastructure.Access;

/// <summary>After a save that changed access, this process reads it anew at once; the others do within seconds.</summary>
internal sealed class AccessChanges(CallerFactory callers) : SaveChangesInterceptor
{
    public override ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context!.ChangeTracker.Entries().Any(e => e.Entity is ApiClient or RoleGrant or IdentityIssuer or StaffIdentity))
        {
            callers.Forget();
        }

        return new(result);
    }
}
