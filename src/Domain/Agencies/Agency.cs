using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Domain.Agencies;

/// <summary>
/// An entry of the directory of help: for the whole trust, or a school's own addition. It is never deleted; one that was entered twice points to the
/// other for good.
/// </summary>
public sealed class Agency : AggregateRoot<AgencyId>, ITaskSource
{
    private Agency(TrustId trustId, SchoolId? schoolId, StaffId? addedBy, DateTimeOffset now) : base(trustId, AgencyId.From(Guid.CreateVersion7(now)), now) =>
        (SchoolId, AddedById) = (schoolId, addedBy);

    private Agency() { }

    /// <summary>Whose own addition it is; null when it is for the whole trust.</summary>
    public SchoolId? SchoolId { get; private set; }
    public string Name { get; private set; } = "";
    public IReadOnlyList<SupportService> Services { get; private set; } = [];
    public string? Description { get; private set; }
    public int? AgeFrom { get; private set; }
    public int? AgeTo { get; private set; }
    public IReadOnlyList<NeedArea> NeedAreas { get; private set; } = [];
    public IReadOnlyList<string> Needs { get; private set; } = [];
    public string? Threshold { get; private set; }
    public IReadOnlyList<string> Postcodes { get; private set; } = [];
    public IReadOnlyList<string> LocalAuthorities { get; private set; } = [];
    public AgencyCost Cost { get; private set; }
    public string? CostNote { get; private set; }
    public string? ReferralRoute { get; private set; }
    public string? ContactName { get; private set; }
    public string? ContactPhone { get; private set; }
    public string? ContactEmail { get; private set; }
    public string? ContactWebsite { get; private set; }
    public IReadOnlyList<string> Languages { get; private set; } = [];

    /// <summary>Whether it takes children from anywhere.</summary>
    public bool ServesAnywhere { get; private set; }

    /// <summary>By what it is found: see <see cref="AgencyTerms"/>.</summary>
    public string SearchText { get; private set; } = "";
    public AgencyStatus Status { get; private set; }

    /// <summary>Why it was archived.</summary>
    public string? StateReason { get; private set; }

    /// <summary>Which entry is meant instead; never one that is merged itself.</summary>
    public AgencyId? MergedIntoId { get; private set; }

    /// <summary>Null when a machine did.</summary>
    public StaffId? AddedById { get; private set; }
    public DateOnly? LastVerifiedOn { get; private set; }

    /// <summary>Null when a machine did, or nobody yet.</summary>
    public StaffId? LastVerifiedById { get; private set; }

    /// <summary>When it is to be verified, by the policy of the day on which it was added or last verified.</summary>
    public DateOnly VerifyBy { get; private set; }

    /// <summary>For queries: the words and codes of <see cref="SearchText"/>, kept by the database.</summary>
    public IReadOnlyCollection<AgencyTerm> Terms { get; private set; } = new List<AgencyTerm>();

    SchoolId? ITaskSource.TaskSchool => SchoolId;

    string ITaskSource.TaskSourceKind => AgencyRules.Kind;

    TaskStanding ITaskSource.StandingOf(WorkTaskKind kind) => AgencyRules.StandingOf(Status);

    /// <summary>What it says, as it can be written.</summary>
    public AgencyContent Content() => new()
    {
        Name = Name,
        Services = Services,
        Description = Description,
        Ages = AgeFrom is { } from && AgeTo is { } to ? new AgencyAges { From = from, To = to } : null,
        NeedAreas = NeedAreas,
        Needs = Needs,
        Threshold = Threshold,
        Areas = ServesAnywhere ? null : new AgencyAreas { Postcodes = Postcodes, LocalAuthorities = LocalAuthorities },
        Cost = Cost,
        CostNote = CostNote,
        ReferralRoute = ReferralRoute,
        Contact = ContactName is null && ContactPhone is null && ContactEmail is null && ContactWebsite is null
            ? null
            : new AgencyContact { Name = ContactName, Phone = ContactPhone, Email = ContactEmail, Website = ContactWebsite },
        Languages = Languages,
    };

    /// <param name="school">Whose own addition it is; null for the whole trust.</param>
    /// <param name="verifyBy">When it is to be verified.</param>
    public static Result<Agency> Add(TrustId trustId, SchoolId? school, AgencyContent content, DateOnly verifyBy, StaffId? by, DateTimeOffset now)
    {
        if (AgencyRules.RefusalOf(content) is { } refused)
        {
            return refused;
        }

        var agency = new Agency(trustId, school, by, now) { VerifyBy = verifyBy };
        agency.Take(content);
        return agency;
    }

    /// <summary>Replaces what it says. The same again changes nothing.</summary>
    public Result Edit(AgencyContent content)
    {
        if ((Move(AgencyAction.Edit).Error ?? AgencyRules.RefusalOf(content)) is { } refused)
        {
            return refused;
        }

        Take(content);
        return Result.Success;
    }

    /// <summary>Says that all of it is so today.</summary>
    public Result Verify(DateOnly today, DateOnly verifyBy, StaffId? by)
    {
        if (Move(AgencyAction.Verify).Error is { } refused)
        {
            return refused;
        }

        (LastVerifiedOn, LastVerifiedById, VerifyBy) = (today, by, verifyBy);
        return Result.Success;
    }

    public Result Archive(string reason)
    {
        var moved = Move(AgencyAction.Archive);
        if (moved.IsSuccess)
        {
            (Status, StateReason) = (moved.Value, Guard.Text(reason, Limits.Reason));
        }

        return moved.IsSuccess ? Result.Success : moved.Error;
    }

    public Result Restore()
    {
        var moved = Move(AgencyAction.Restore);
        if (moved.IsSuccess)
        {
            (Status, StateReason) = (moved.Value, null);
        }

        return moved.IsSuccess ? Result.Success : moved.Error;
    }

    /// <summary>Points to the entry that is to be used instead. Both rows are held by the caller, so that two who merge cannot make a circle.</summary>
    /// <param name="into">An active one that everybody sees who sees this.</param>
    public Result Merge(Agency into)
    {
        var moved = Move(AgencyAction.Merge);
        var refused = moved.Error ?? this switch
        {
            _ when into.Id == Id => AgencyErrors.IntoItself.At("/intoId"),
            _ when into.Status != AgencyStatus.Active => AgencyErrors.IntoInactive.At("/intoId"),
            _ when into.SchoolId is { } only && only != SchoolId => AgencyErrors.IntoNarrower.At("/intoId"),
            _ => null,
        };
        if (refused is null)
        {
            (Status, MergedIntoId, StateReason) = (moved.Value, into.Id, null);
        }

        return refused is null ? Result.Success : refused;
    }

    /// <summary>The entry that this one points to was merged itself: it points to where that one does.</summary>
    public void Follow(Agency merged) => MergedIntoId = MergedIntoId == merged.Id ? merged.MergedIntoId : MergedIntoId;

    private Result<AgencyStatus> Move(AgencyAction action) => AgencyRules.States.Move(Status, action);

    private void Take(AgencyContent content)
    {
        Name = Guard.Text(content.Name, AgencyContent.MaxName);
        Description = Guard.OptionalText(content.Description, Limits.Text);
        Threshold = Guard.OptionalText(content.Threshold, AgencyContent.MaxRoute);
        ReferralRoute = Guard.OptionalText(content.ReferralRoute, AgencyContent.MaxRoute);
        (AgeFrom, AgeTo) = (content.Ages?.From, content.Ages?.To);
        (Cost, CostNote) = (content.Cost, Guard.OptionalText(content.CostNote, AgencyContent.MaxNote));
        (ContactName, ContactPhone) = (content.Contact?.Name, content.Contact?.Phone);
        (ContactEmail, ContactWebsite) = (content.Contact?.Email, content.Contact?.Website);
        Services = [.. content.Services.Order()];
        NeedAreas = [.. content.NeedAreas.Order()];
        Needs = [.. content.Needs];
        Postcodes = [.. (content.Areas?.Postcodes ?? []).Distinct().Order(StringComparer.Ordinal)];
        LocalAuthorities = [.. (content.Areas?.LocalAuthorities ?? []).Distinct().Order(StringComparer.Ordinal)];
        Languages = [.. content.Languages.Distinct()];
        ServesAnywhere = Postcodes.Count + LocalAuthorities.Count == 0;
        SearchText = AgencyTerms.Of(content);
    }
}

/// <summary>One word or code by which an agency is found. Written by the database alone.</summary>
public sealed class AgencyTerm : ITenantOwned
{
    private AgencyTerm() { }

    public TrustId TrustId { get; private set; }
    public string Term { get; private set; } = "";
    public AgencyId AgencyId { get; private set; }
}
