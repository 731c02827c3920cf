using Microsoft.Extensions.DependencyInjection;
using PupilSupport.Application.Common.DataInventory;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.ContactSubmissions;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Links;

namespace PupilSupport.Application.Links;

internal static class LinkServices
{
    public static IServiceCollection AddLinks(this IServiceCollection services) => services
        .AddScoped<ILinks, LinkIssuing>()
        .AddScoped<LinkVisits>()
        .AddScoped<LinkScope>()
        .AddScoped<ContactStanding>()
        .AddScoped<ContactSubmissionScope>();
}

internal sealed class LinkInventory : IDataInventory
{
    public IEnumerable<InventoryTable> Tables =>
    [
        new InventoryTable("purpose_links", "Links by which people without an account do one thing", RetentionClass.PupilRecord)
            .Technical("trust_id", "id", "version", "recorded_at", "updated_at", "school_id", "purpose", "expires_at", "status")
            .Personal(SensitivityLabel.Standard, "record_id", "pupil_id", "used_at", "revoked_at", "created_by_id")
            .Narrative(SensitivityLabel.Standard, "revoke_reason")
            .Secret("secret_hash"),
        new InventoryTable("contact_submissions", "What contacts say of their own details, until staff decide", RetentionClass.PupilRecord)
            .Technical("trust_id", "id", "version", "recorded_at", "updated_at", "school_id", "link_id", "status")
            .Personal(SensitivityLabel.Standard, "contact_id", "pupil_id", "phone", "email", "decided_at", "decided_by_id")
            .Narrative(SensitivityLabel.Standard, "reject_reason"),
    ];
}

internal sealed class LinkConstraints : IConstraintErrors
{
    public IReadOnlyDictionary<string, Error> Errors { get; } = new Dictionary<string, Error> { ["contact_submissions_of_link"] = LinkErrors.Ended };
}
