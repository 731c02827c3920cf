using PupilSupport.Domain.Common;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.Plans;

public readonly record struct PlanTemplateId(Guid Value) : ITypedId<PlanTemplateId>
{
    public static PlanTemplateId From(Guid value) => new(value);
}

public enum PlanTemplateStatus
{
    /// <summary>Nothing of it was published yet.</summary>
    Draft,

    /// <summary>Plans are made from its latest version.</summary>
    Published,

    /// <summary>No new plan is made from it.</summary>
    Archived,
}

/// <summary>What can be done to a template.</summary>
public enum PlanTemplateAction
{
    /// <summary>Change what the next version will say.</summary>
    Edit,

    /// <summary>Make that the next version.</summary>
    Publish,
    Archive,
}

/// <summary>A version of a template that a plan was made from.</summary>
public sealed record PlanTemplateUse(PlanTemplateId TemplateId, int VersionNumber);

/// <summary>
/// What the trust's plans of a type begin with, in versions: the text being written, and what was published of it, which never changes.
/// </summary>
public sealed class PlanTemplate : AggregateRoot<PlanTemplateId>
{
    public const int MaxName = 100;
    public const int MaxVersions = 200;

    public static readonly StateTable<PlanTemplateStatus, PlanTemplateAction> States = new()
    {
        { PlanTemplateStatus.Draft, PlanTemplateAction.Edit, PlanTemplateStatus.Draft },
        { PlanTemplateStatus.Draft, PlanTemplateAction.Publish, PlanTemplateStatus.Published },
        { PlanTemplateStatus.Draft, PlanTemplateAction.Archive, PlanTemplateStatus.Archived },
        { PlanTemplateStatus.Published, PlanTemplateAction.Edit, PlanTemplateStatus.Published },
        { PlanTemplateStatus.Published, PlanTemplateAction.Publish, PlanTemplateStatus.Published },
        { PlanTemplateStatus.Published, PlanTemplateAction.Archive, PlanTemplateStatus.Archived },
    };

    private readonly List<PlanTemplateVersion> _versions = [];

    private PlanTemplate(TrustId trustId, PlanType type, DateTimeOffset now) : base(trustId, PlanTemplateId.From(Guid.CreateVersion7(now)), now) => Type = type;

    private PlanTemplate() { }

    /// <summary>Of which plans; it never changes.</summary>
    public PlanType Type { get; private set; }
    public string Name { get; private set; } = "";
    public PlanTemplateStatus Status { get; private set; }

    /// <summary>What the next version will say.</summary>
    public PlanTemplateContent Content { get; private set; } = null!;

    /// <summary>The latest version; null before the first.</summary>
    public int? PublishedVersion { get; private set; }

    public IReadOnlyList<PlanTemplateVersion> Versions => _versions;

    public static Result<PlanTemplate> Draft(TrustId trustId, PlanType type, string name, PlanTemplateContent content, DateTimeOffset now)
    {
        var template = new PlanTemplate(trustId, type, now);
        return template.Edit(name, content) is { IsSuccess: false } refused ? refused.Error : template;
    }

    public Result Edit(string name, PlanTemplateContent content)
    {
        if ((States.Move(Status, PlanTemplateAction.Edit).Error ?? PlanTemplateFilling.RefusalOf(Type, content)) is { } refused)
        {
            return refused;
        }

        (Name, Content) = (Guard.Text(name, MaxName), new PlanTemplateContent(content));
        return Result.Success;
    }

    /// <summary>Keeps what it says as the next version, from which plans are made from now on.</summary>
    public Result Publish(StaffId? by, DateTimeOffset now)
    {
        var moved = States.Move(Status, PlanTemplateAction.Publish);
        var refused = moved.Error ?? this switch
        {
            _ when _versions.Count >= MaxVersions => PlanTemplateErrors.TooManyVersions,
            _ when PublishedVersion is { } latest && PlanJson.Write(_versions.Single(v => v.Number == latest).Content) == PlanJson.Write(Content) => PlanTemplateErrors.Unchanged,
            _ => null,
        };
        if (refused is not null)
        {
            return refused;
        }

        (Status, PublishedVersion) = (moved.Value, (PublishedVersion ?? 0) + 1);
        _versions.Add(new PlanTemplateVersion(this, PublishedVersion.Value, by, now));
        return Result.Success;
    }

    /// <summary>No new plan is made from it. What was made stays, and so do its versions.</summary>
    public Result Archive()
    {
        var moved = States.Move(Status, PlanTemplateAction.Archive);
        Status = moved.IsSuccess ? moved.Value : Status;
        return moved.IsSuccess ? Result.Success : moved.Error;
    }
}

/// <summary>What of a template was published. It never changes.</summary>
public sealed class PlanTemplateVersion : IPartOf<PlanTemplate>
{
    internal PlanTemplateVersion(PlanTemplate template, int number, StaffId? by, DateTimeOffset now) =>
        (TrustId, TemplateId, Number, Content, PublishedById, PublishedAt) = (template.TrustId, template.Id, number, template.Content, by, now);

    private PlanTemplateVersion() { }

    public TrustId TrustId { get; private set; }
    public PlanTemplateId TemplateId { get; private set; }

    /// <summary>From 1.</summary>
    public int Number { get; private set; }
    public PlanTemplateContent Content { get; private set; } = null!;

    /// <summary>Null when a machine did.</summary>
    public StaffId? PublishedById { get; private set; }
    public DateTimeOffset PublishedAt { get; private set; }

    Guid IPart.RootId => TemplateId.Value;
}

public static class PlanTemplateErrors
{
    public static readonly Error Exists = new("plan-template-exists", ErrorKind.Conflict, "There is a template of that name and type that is not archived.");

    public static readonly Error Unchanged = new("plan-template-unchanged", ErrorKind.Conflict, "It says what its latest version says: there is nothing to publish.");

    public static readonly Error TooManyVersions = new("plan-template-too-many-versions", ErrorKind.Rule, "A template has 200 versions at most.");

    public static readonly Error Placeholder = new(
        "plan-template-placeholder", ErrorKind.Rule, "A title has the placeholders {givenName} and {academicYear} only, each once at most.");

    public static readonly Error OtherType = new("plan-template-of-another-type", ErrorKind.Rule, "A plan is made from a template of its own type.");

    public static readonly Error NotPublished = new("plan-template-not-published", ErrorKind.Rule, "Plans are made from templates that are published and not archived.");

    public static readonly Error VersionAlone = new("plan-template-version-alone", ErrorKind.Rule, "A version of a template goes with the template.");

    public static readonly Error CohortClash = new(
        "plan-cohort-clash", ErrorKind.Conflict, "Some of the pupils cannot have such a plan now; pupils lists them. Nothing was made.");
}
