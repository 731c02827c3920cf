using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Documents;
using PupilSupport.Infrastructure.Persistence;

namespace PupilSupport.Infrastructure.Documents;

internal sealed class TrustName(AppDbContext db, ICaller caller) : ITrustName
{
    public Task<string> OfCallerAsync(CancellationToken ct) =>
        db.Database.SqlQuery<string>($"""SELECT name AS "Value" FROM trusts WHERE trust_id = {caller.TrustId.Value}""").SingleAsync(ct);
}
